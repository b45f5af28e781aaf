/**
 * Alerts that end because nobody may be prompted about this client any more. A death ends every one of them, also what
 * was said about safety: there is nothing left to do. A withdrawn consent ends all but those; given again, it brings the
 * prompt about a rupture or an outcome that still stands back to where it was: open, taken or put off.
 */
import { isUnsettled } from '../state/rupture.js';
import type { EpisodeState } from '../state/episode-state.js';
import { isLive, type Alert } from '../state/alert.js';
import { isSafety } from './escalate.js';
import { isOutcome, isStillWorse } from './outcome-alerts.js';
import { RUPTURE_OPEN } from './raise.js';

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

/** Until when one was put off is kept: consent may be given again. */
const withdrawn = (alert: Alert, ended: 'died' | 'consent'): Alert => ({
  ...alert,
  status: 'withdrawn',
  snoozedUntil: ended === 'died' ? null : alert.snoozedUntil,
  facts: { ...alert.facts, ended },
});

/** What somebody had taken or put off is so again: nobody undid that. */
function openAgain(state: EpisodeState): EpisodeState {
  const { rupture, asOf } = state;
  const isOfRupture = ({ rule, cause }: Alert): boolean =>
    rule === RUPTURE_OPEN.code && isUnsettled(rupture) && cause === rupture.cause;
  const stands = (alert: Alert): boolean =>
    alert.status === 'withdrawn' && (isOfRupture(alert) || (isOutcome(alert) && isStillWorse(state, alert)));
  if (!state.alerts.some(stands)) return state;
  return { ...state, alerts: state.alerts.map((alert) => (stands(alert) ? asBefore(alert, asOf) : alert)) };
}

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
