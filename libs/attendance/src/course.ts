/** What is known of a course of work beside its calendar, as far as it says how that is to be read. */
import type { Span } from './absence-signs.js';
import type { Attendance, EpisodeStatus } from './attendance-state.js';

export interface Course {
  readonly attendance: Attendance;
  readonly status: EpisodeStatus;
  readonly died: number | null;
  readonly asOf: number;
  readonly approach: string | null;
  /** Days from one hour to the next, and number of hours, as planned. */
  readonly cadenceDays: number | null;
  readonly plannedVisits: number | null;
  readonly opened: number | null;
  /** Latest opening or resumption. */
  readonly running: number | null;
  /** That are over: agreed ones, and leaves of the clinician. */
  readonly breaks: readonly Span[];
  readonly pausedSince: number | null;
  readonly pausedUntil: number | null;
  readonly clinician: string | null;
  readonly away: readonly { readonly person: string; readonly from: number; readonly until: number | null }[];
  /** The client has not come since, for longer than is usual; null when that is not so. */
  readonly absentSince: number | null;
}
