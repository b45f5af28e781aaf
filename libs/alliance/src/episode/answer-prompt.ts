/**
 * What a person did about the prompt on a rupture changes the rupture, too: it was talked through, it was known, it was
 * none. And it is where anew begins: from here on only a new fall or a new word is told; of an outcome, only a further
 * clear step.
 */
import { actOf, actOnAlert, dueActs, effectOf, type ActEffect, type ActEvent } from '../alerts/acts.js';
import { answerOutcome, isOutcome } from '../alerts/outcome-alerts.js';
import { linkGraver, standApart } from '../alerts/told-apart.js';
import { notifyRecipient, type Notification } from '../alerts/policy.js';
import type { ClinicRules } from '../rules/clinic-rules.js';
import { confirmRupture, markBegun, withdrawRupture } from '../ruptures/repair.js';
import { judgeUnseen } from './unseen-forms.js';
import { isUnsettled, type Rupture } from '../state/rupture.js';
import { isEndedByPerson, type Alert } from '../state/alert.js';
import type { EpisodeState, WaitingAct } from '../state/episode-state.js';
import { RUPTURE_OPEN } from '../alerts/raise.js';

export const act = (state: EpisodeState, event: ActEvent, rules: ClinicRules): EpisodeState =>
  settle(state, actOf(event), rules);

const settle = (state: EpisodeState, acted: WaitingAct, rules: ClinicRules): EpisodeState =>
  answerPrompt(linkGraver(actOnAlert(standApart(state, acted), acted), acted), acted, rules);

/** Acts that waited for an alert which this event raised. */
export function settleWaitingActs(state: EpisodeState, telling: Notification, rules: ClinicRules): EpisodeState {
  const { due, state: rest } = dueActs(state);
  return due.length === 0
    ? state
    : notifyRecipient(
        state,
        due.reduce((next, acted) => settle(next, acted, rules), rest),
        telling,
      );
}

function answerPrompt(state: EpisodeState, acted: WaitingAct, rules: ClinicRules): EpisodeState {
  const { rupture } = state;
  const alert = state.alerts.find((one) => one.key === acted.alert);
  if (alert && isOutcome(alert) && isEndedBy(alert, acted)) return answerOutcome(state, alert, { acted, rules });
  if (!isUnsettled(rupture) || !alert || !isAnswered(rupture, alert, acted)) return state;
  const { act: done, knew } = acted;
  const after = afterAct(rupture, effectOf(alert.rule, done), done.at);
  const at = Math.min(knew ?? done.at, done.at);
  const answered = { ...state, rupture: after, answered: { at, cause: rupture.cause } };
  return judgeUnseen(answered, { from: at, to: done.at }, rules);
}

/** Only of the rupture that still stands, and only what counted: an alert that had ended stays as it ended. */
const isAnswered = (rupture: Rupture, alert: Alert, acted: WaitingAct): boolean =>
  alert.rule === RUPTURE_OPEN.code && alert.cause === rupture.cause && isEndedBy(alert, acted);

const isEndedBy = (alert: Alert, { act: done }: WaitingAct): boolean =>
  alert.act?.event === done.event && isEndedByPerson(alert);

function afterAct(rupture: Rupture, effect: ActEffect, at: number): Rupture {
  if (effect === 'rupture-withdrawn') return withdrawRupture(rupture, at);
  if (effect === 'rupture-repairing') return markBegun(confirmRupture(rupture), at);
  return effect === 'rupture-confirmed' ? confirmRupture(rupture) : rupture;
}
