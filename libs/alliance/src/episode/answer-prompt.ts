/**
 * What a person did about the prompt on a rupture changes the rupture, too: it was talked through, it was known, it was
 * none. And it is where anew begins: from here on only a new fall or a new word is told.
 */
import { actOf, actOnAlert, dueActs, effectOf, type ActEffect, type ActEvent } from '../alerts/acts.js';
import { notifyRecipient, type Notification } from '../alerts/policy.js';
import type { Tuning } from '../rules/clinic-rules.js';
import { isNews, judgeOccasion, sinceAnswer } from '../ruptures/judge.js';
import { confirmRupture, markBegun, withdrawRupture, type Verdict } from '../ruptures/repair.js';
import type { Occasion } from '../ruptures/rupture-rule.js';
import { isUnsettled, type Rupture } from '../state/rupture.js';
import { isEndedByPerson } from '../state/alert.js';
import type { EpisodeState, WaitingAct } from '../state/episode-state.js';
import { RUPTURE_OPEN } from '../alerts/raise.js';

/** What the rules make of an occasion where a prompt was ended before, and whether it begins a rupture of its own. */
export interface JudgedAnew {
  readonly verdict: Verdict;
  readonly anew: boolean;
}

export function judgeAnew({ rupture, answered }: EpisodeState, occasion: Occasion, tuning: Tuning): JudgedAnew {
  if (!answered) return { verdict: judgeOccasion(occasion, tuning), anew: false };
  const fresh = judgeOccasion(sinceAnswer(occasion, answered.at), tuning);
  if (!isUnsettled(rupture) || rupture.cause !== answered.cause) return { verdict: fresh, anew: false };
  return isNews(fresh) ? { verdict: fresh, anew: true } : { verdict: judgeOccasion(occasion, tuning), anew: false };
}

export const act = (state: EpisodeState, event: ActEvent): EpisodeState => settle(state, actOf(event));

const settle = (state: EpisodeState, acted: WaitingAct): EpisodeState => answerPrompt(actOnAlert(state, acted), acted);

/** Acts that waited for an alert which this event raised. */
export function settleWaitingActs(state: EpisodeState, telling: Notification): EpisodeState {
  if (state.waitingActs.length === 0) return state;
  const { due, state: rest } = dueActs(state);
  return due.length === 0 ? state : notifyRecipient(state, due.reduce(settle, rest), telling);
}

/** Only of the rupture that still stands, and only what counted: an alert that had ended stays as it ended. */
function answerPrompt(state: EpisodeState, { alert: key, act: done }: WaitingAct): EpisodeState {
  const { rupture } = state;
  const alert = state.alerts.find((one) => one.key === key);
  if (!isUnsettled(rupture) || alert?.rule !== RUPTURE_OPEN.code || alert.cause !== rupture.cause) return state;
  if (alert.act?.event !== done.event || !isEndedByPerson(alert)) return state;
  const after = afterAct(rupture, effectOf(alert.rule, done), done.at);
  return {
    ...state,
    rupture: after,
    answered: { at: done.at, cause: rupture.cause },
  };
}

function afterAct(rupture: Rupture, effect: ActEffect, at: number): Rupture {
  if (effect === 'rupture-withdrawn') return withdrawRupture(rupture, at);
  if (effect === 'rupture-repairing') return markBegun(confirmRupture(rupture), at);
  return effect === 'rupture-confirmed' ? confirmRupture(rupture) : rupture;
}
