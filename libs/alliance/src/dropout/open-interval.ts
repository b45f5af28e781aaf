/**
 * The interval that an episode is in: from its last attended hour until work counts as stopped. An agreed break or a leave
 * of the clinician begins the count again once it is over, as in the labels that a model is fitted on. One that begins
 * when work has stopped already changes nothing.
 */
import { attendedSessions, cadenceOf, spansOf } from '#lib/attendance';
import { DAY } from '#lib/kernel';
import type { EpisodeState } from '../state/episode-state.js';
import { FEWEST_DAYS, silenceThatStops } from './stop-definition.js';

export interface OpenInterval {
  /** Reference of the hour that opened it. */
  readonly hour: string;
  readonly opened: number;
  /** From here on work counts as stopped, and a chance is no longer shown; infinite in a leave without a known end. */
  readonly ends: number;
}

/** Undefined before the first attended hour and outside a running episode. */
export function openInterval(state: EpisodeState): OpenInterval | undefined {
  if (state.status !== 'open') return undefined;
  const last = attendedSessions(state).at(-1);
  if (!last) return undefined;
  const silence = silenceThatStops(cadenceOf(state)) * DAY;
  const ends = spansOf(state).reduce(
    (end, [from, until]) => (from < end && until > last.at ? Math.max(end, until + silence) : end),
    last.at + silence,
  );
  return { hour: last.appointment.ref, opened: last.at, ends };
}

/** When the interval ends, if that is still to come and `within` an instant; infinite otherwise. */
export function intervalEndsAt(state: EpisodeState, within: number): number {
  const soonest = (state.attendance.lastAttended ?? Infinity) + FEWEST_DAYS * DAY;
  if (soonest > within) return Infinity;
  const ends = openInterval(state)?.ends ?? Infinity;
  return ends > state.asOf ? ends : Infinity;
}
