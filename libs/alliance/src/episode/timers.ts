/**
 * Silence as a fact. The fold never looks at a clock: it says when silence would begin to mean something, a scheduler
 * appends `timer.due` for that instant, and folding that event writes down what the silence means.
 */
import { DAY, parseInstant } from '#lib/kernel';
import { escalate, escalatesAt } from '../alerts/escalate.js';
import { DEFAULT_RULES, type ClinicRules } from '../rules/clinic-rules.js';
import type { ClinicEvent } from '#lib/events';
import { nextClock, type ClockDue } from './clocks.js';
import { comeDue } from './feedback.js';
import { isUnsettled } from '../state/rupture.js';
import type { EpisodeState } from '../state/episode-state.js';

/** Clinical time in milliseconds; it may lie in the past when events arrived late. */
export type LookAgain = ClockDue;

export const QUIET = 14 * DAY;

/** The next instant at which silence becomes a fact; undefined when nothing is waited for. The first of equals counts. */
export function lookAgainAt(state: EpisodeState, rules: ClinicRules = DEFAULT_RULES): LookAgain | undefined {
  if (state.died !== null) return undefined;
  const since = watchedSince(state);
  const quietAt = since === state.quietSince ? Infinity : (since ?? Infinity) + QUIET;
  const dueAt = state.awaited.reduce((earliest, form) => Math.min(earliest, form.dueAt), Infinity);
  const next = [
    look(escalatesAt(state, rules.safety), 'safety-unacknowledged'),
    look(dueAt, 'feedback-overdue'),
    look(quietAt, 'quiet-since-strain'),
    nextClock(state),
  ].reduce((first, one) => (one.at < first.at ? one : first));
  return next.at === Infinity ? undefined : next;
}

const look = (at: number, reason: LookAgain['reason']): LookAgain => ({ at, reason });

type Due = Extract<ClinicEvent, { type: 'timer.due' }>;

const ESCALATING: ReadonlySet<string> = new Set<LookAgain['reason']>(['safety-unacknowledged', 'hearer-away']);

export function fallSilent(state: EpisodeState, event: Due, rules: ClinicRules): EpisodeState {
  if (ESCALATING.has(event.data.reason)) return escalate(state, event, rules.safety);
  if (event.data.reason === 'feedback-overdue') return comeDue(state, event);
  if (event.data.reason !== 'quiet-since-strain') return state;
  const since = watchedSince(state);
  const at = parseInstant(event.data.dueAt) ?? event.occurredAt;
  return since !== undefined && at >= since + QUIET ? { ...state, quietSince: since } : state;
}

/**
 * A word from either side, or the end of the rupture, ends the silence. What is told late of an hour long ago ends none
 * that has lasted since: it only begins there.
 */
export function breakSilence(state: EpisodeState): EpisodeState {
  const since = watchedSince(state);
  if (state.quietSince === null || state.quietSince === since) return state;
  return { ...state, quietSince: since !== undefined && since + QUIET <= state.asOf ? since : null };
}

/**
 * Silence is watched while a rupture that is at least probable is unsettled in a running episode. It is counted from
 * the latest of: the rupture becoming probable, the last kept appointment, the last contact, the start or resumption.
 */
function watchedSince({ status, rupture, attendance, running }: EpisodeState): number | undefined {
  if (status !== 'open' || !isUnsettled(rupture) || rupture.probableAt === null) return undefined;
  return Math.max(rupture.probableAt, attendance.lastAttended ?? 0, attendance.lastContact ?? 0, running ?? 0);
}
