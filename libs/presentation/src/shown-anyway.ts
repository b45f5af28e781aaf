/**
 * A clock that only reached what the calendar, the list of tasks or the chance of stopping early shows anyway: the timeline
 * has no line for it.
 */
import type { EventData } from '#lib/events';

export type DueReason = EventData<'timer.due'>['reason'];
const SHOWN_ANYWAY = ['appointment-started', 'task-due', 'stopping-look'] as const satisfies readonly DueReason[];
export type ShownAnyway = (typeof SHOWN_ANYWAY)[number];

export const isShownAnyway = (reason: DueReason): reason is ShownAnyway =>
  (SHOWN_ANYWAY as readonly DueReason[]).includes(reason);
