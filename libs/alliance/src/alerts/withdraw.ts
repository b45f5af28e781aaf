/**
 * Alerts that end because nobody may be prompted about this client any more. A death ends every one of them, also what
 * was said about safety: there is nothing left to do. A withdrawn consent ends all but those; given again, it brings back
 * every prompt whose matter still stands, to where it was: open, taken or put off.
 */
import { hourOf } from '#lib/attendance';
import { isUnsettled } from '../state/rupture.js';
import type { EpisodeState } from '../state/episode-state.js';
import { isLive, type Alert } from '../state/alert.js';
import { isSafety } from './escalate.js';
import { absenceToTell } from '../dropout/absence.js';
import { isBackSinceMissed } from './missed-alerts.js';
import { isStillWorse } from './outcome-alerts.js';
import { CLIENT_ABSENT, MISSED_DURING_RUPTURE, OUTCOME_WORSE, RUPTURE_OPEN } from './raise.js';

export const mayPrompt = ({ died, consent }: EpisodeState): boolean => died === null && consent.alerts;

export function withdrawAlerts(before: EpisodeState, after: EpisodeState): EpisodeState {
  if (before.died === after.died && before.consent.alerts === after.consent.alerts) return after;
  if (after.died !== null) return end(after, isLive, 'died');
  if (!after.consent.alerts) return end(after, (alert) => isLive(alert) && !isSafety(alert), 'consent');
  return openAgain(after);
}

const end = (state: EpisodeState, which: (alert: Alert) => boolean, ended: 'died' | 'consent'): EpisodeState => ({
  ...state,
  alerts: state.alerts.map((alert) => (which(alert) ? withdrawn(alert, ended) : alert)),
});

/**
 * Until when one was put off is kept: consent may be given again. That somebody had taken it is not, where it was open
 * again: another clinician has taken over.
 */
const withdrawn = (alert: Alert, ended: 'died' | 'consent'): Alert => ({
  ...alert,
  status: 'withdrawn',
  snoozedUntil: ended === 'died' ? null : alert.snoozedUntil,
  act: alert.status === 'open' && alert.act?.kind === 'acknowledged' ? null : alert.act,
  facts: { ...alert.facts, ended },
});

/** What somebody had taken or put off is so again: nobody undid that. */
function openAgain(state: EpisodeState): EpisodeState {
  const stands = (alert: Alert): boolean =>
    alert.status === 'withdrawn' && alert.facts['ended'] === 'consent' && stillHolds(state, alert);
  if (state.status === 'closed' || !state.alerts.some(stands)) return state;
  return { ...state, alerts: state.alerts.map((alert) => (stands(alert) ? asBefore(alert, state.asOf) : alert)) };
}

type Stands = (state: EpisodeState, alert: Alert) => boolean;

/** What ends by itself may have ended meanwhile: the rupture, the missed hour, the absence. */
const STILL_HOLDS: Readonly<Record<string, Stands>> = {
  [RUPTURE_OPEN.code]: ({ rupture }, { cause }) => isUnsettled(rupture) && cause === rupture.cause,
  [MISSED_DURING_RUPTURE.code]: ({ rupture, attendance }, { cause }) =>
    isUnsettled(rupture) && hourOf(attendance, cause)?.tally === 'missedByClient' && !isBackSinceMissed(attendance),
  [CLIENT_ABSENT.code]: (state, alert) => isOfThisPair(state, alert) && absenceToTell(state)?.isTold === true,
  [OUTCOME_WORSE.code]: isStillWorse,
};

const isOfThisPair: Stands = ({ clinician, cover }, alert) =>
  clinician === (alert.movedFrom ?? alert.clinician) || cover === alert.clinician;

const stillHolds: Stands = (state, alert) => STILL_HOLDS[alert.rule]?.(state, alert) ?? true;

function asBefore(alert: Alert, asOf: number): Alert {
  const { act, snoozedUntil } = alert;
  const { ended: _, ...facts } = alert.facts;
  const again = { ...alert, facts };
  if (act?.kind === 'acknowledged') return { ...again, status: 'acknowledged' };
  if (act?.kind !== 'snoozed' || snoozedUntil === null) return { ...again, status: 'open', snoozedUntil: null };
  return snoozedUntil > asOf
    ? { ...again, status: 'snoozed' }
    : { ...again, status: 'open', snoozedUntil: null, cameBackAt: snoozedUntil };
}
