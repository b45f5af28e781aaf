/** The interval that an episode is in: from its last attended hour until work counts as stopped. */
import { attendedSessions, cadenceOf } from '#lib/attendance';
import { DAY } from '#lib/kernel';
import type { EpisodeState } from '../state/episode-state.js';
import { silenceThatStops } from './stop-definition.js';

export interface OpenInterval {
  /** Reference of the hour that opened it. */
  readonly hour: string;
  readonly opened: number;
  /** From here on work counts as stopped, and a chance is no longer shown. */
  readonly ends: number;
}

/** Undefined before the first attended hour and outside a running episode. */
export function openInterval(state: EpisodeState): OpenInterval | undefined {
  if (state.status !== 'open') return undefined;
  const last = attendedSessions(state).at(-1);
  if (!last) return undefined;
  const since = Math.max(last.at, state.breaks.at(-1)?.[1] ?? 0);
  return { hour: last.appointment.ref, opened: last.at, ends: since + silenceThatStops(cadenceOf(state)) * DAY };
}
