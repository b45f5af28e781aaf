/** Moves as decisions, by who made them. */
import type { Attendance, Side } from './attendance-state.js';
import { movesOthersLately, noteAct } from './calendar-acts.js';

export interface NewHour {
  readonly ref: string;
  readonly start: number | null;
  readonly by: Side;
  readonly at: number;
}

/** A move as any of its halves tells it. */
export interface Move extends NewHour {
  /** Another appointment, where the source named one. */
  readonly from: string | undefined;
  readonly previousStart: number | null;
  readonly reason: string | null;
}

export const movedByClient = (before: Attendance, after: Attendance): number =>
  after.movesByClient - before.movesByClient;

/** Several hours that one side moves within minutes are one decision. */
export function count(attendance: Attendance, { ref, at, by }: Move, refs: readonly string[]): Attendance {
  const act = { what: 'moved', ref, at, by } as const;
  const noted = noteAct(attendance, act);
  if (movesOthersLately(attendance, refs, act)) return noted;
  if (by === 'client') return { ...noted, movesByClient: noted.movesByClient + 1 };
  if (by === 'clinician') return { ...noted, movesByClinician: noted.movesByClinician + 1 };
  return { ...noted, movesByOthers: noted.movesByOthers + 1 };
}
