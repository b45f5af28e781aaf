/**
 * Alerts that end because nobody may be prompted about this client any more. A death ends every one of them, also what
 * was said about safety: there is nothing left to do. A withdrawn consent ends all but those, and what still stands when
 * consent is given again is open again.
 */
import { isUnsettled } from '../state/rupture.js';
import type { EpisodeState } from '../state/episode-state.js';
import { isLive, type Alert } from '../state/alert.js';
import { isSafety } from './escalate.js';
import { changeAlerts, RUPTURE_OPEN } from './raise.js';

export const mayPrompt = ({ died, consent }: EpisodeState): boolean => died === null && consent.alerts;

export function withdrawAlerts(before: EpisodeState, after: EpisodeState): EpisodeState {
  if (before.died === after.died && before.consent.alerts === after.consent.alerts) return after;
  if (after.died !== null) return end(after, isLive, 'died');
  if (!after.consent.alerts) return end(after, (alert) => isLive(alert) && !isSafety(alert), 'consent');
  return openAgain(after);
}

const end = (state: EpisodeState, which: (alert: Alert) => boolean, ended: 'died' | 'consent'): EpisodeState => ({
  ...state,
  alerts: state.alerts.map((alert) =>
    which(alert) ? { ...alert, status: 'withdrawn', snoozedUntil: null, facts: { ...alert.facts, ended } } : alert,
  ),
});

function openAgain(state: EpisodeState): EpisodeState {
  const { rupture } = state;
  const stands = ({ rule, cause, status }: Alert): boolean =>
    status === 'withdrawn' && rule === RUPTURE_OPEN.code && isUnsettled(rupture) && cause === rupture.cause;
  return changeAlerts(state, stands, { status: 'open' });
}
