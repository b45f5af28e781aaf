/** Hours that were called off. What turns out to be one half of a move is no cancellation. */
import { HOUR, MINUTE } from '#lib/kernel';
import type { EventOf } from '#lib/events';
import {
  NEW_APPOINTMENT,
  type Appointment,
  type Attendance,
  type EpisodeStatus,
  type Side,
  type Tally,
} from './attendance-state.js';
import { decisionOf, isNewLately, newHourFor, noteAct, sideOf, spend } from './calendar-acts.js';
import { hasOutcome, hourOf, put } from './calendar.js';
import type { Move } from './counted-moves.js';
import { moveAway, moveBetween } from './moves.js';
import { countsFor, isHeldFast, placeOf, reasonAfter } from './outcomes.js';

export const LATE_NOTICE = 48 * HOUR;

const CANCELLED = {
  client: 'cancelledByClient',
  clinician: 'cancelledByClinician',
  practice: 'cancelledByPractice',
  unknown: 'cancelledUnknown',
} as const;

type Cancellation = EventOf<'appointment.cancelled'>;

export function cancel(attendance: Attendance, event: Cancellation, status: EpisodeStatus): Attendance {
  const { appointment: ref, replacedBy } = event.data;
  const known = hourOf(attendance, ref);
  if (isHeldFast(known)) return attendance;
  if (replacedBy !== undefined && replacedBy !== ref) return moveAway(attendance, replacement(event, replacedBy));
  // what took place or was missed cannot be called off any more; a correction says that it was
  if (known?.status === 'moved' || hasOutcome(known)) return attendance;
  return pairUp(attendance, event) ?? callOff(attendance, event, status);
}

const replacement = ({ data, occurredAt: at }: Cancellation, ref: string): Move => {
  const { appointment: from, cancelledBy: by, reasonCode: reason = null } = data;
  return { ref, start: null, by, at, from, previousStart: null, reason };
};

/** The same side has made a new hour just now: it moved this one there. What is over, or new itself, moves nowhere. */
function pairUp(attendance: Attendance, event: Cancellation): Attendance | undefined {
  const { appointment: ref, cancelledBy, reasonCode: reason = null } = event.data;
  const at = event.occurredAt;
  const known = hourOf(attendance, ref);
  if (isOver(known, event) || isNewLately(attendance, ref, at)) return undefined;
  const act = newHourFor(attendance, {
    ref,
    at,
    by: cancelledBy,
  });
  const hour = act && hourOf(attendance, act.ref);
  if (!hour) return undefined;
  const by: Side = cancelledBy === 'unknown' ? act.by : cancelledBy;
  const move = {
    ref: act.ref,
    start: hour.start,
    by,
    at,
    from: ref,
    previousStart: null,
    reason,
  };
  return moveBetween(act.what === 'booked' ? spend(attendance, act) : attendance, move);
}

const isOver = (known: Appointment | undefined, { occurredAt, data }: Cancellation): boolean =>
  (data.noticeMinutes ?? 0) < 0 || (known?.start ?? Infinity) <= occurredAt;

/** Whether a new hour may still come in its place. */
const maybeHalf = (attendance: Attendance, known: Appointment, event: Cancellation): boolean =>
  !isOver(known, event) && !isNewLately(attendance, known.ref, event.occurredAt);

function callOff(attendance: Attendance, event: Cancellation, status: EpisodeStatus): Attendance {
  const { appointment: ref, cancelledBy: by } = event.data;
  const known = hourOf(attendance, ref) ?? { ...NEW_APPOINTMENT, ref };
  const at = known.decision ?? event.occurredAt;
  const tally = countsFor(known, status) ? tallyOf(event, known.start, at) : 'notCounted';
  const again = known.status === 'cancelled';
  if (again && sideOf(known.tally) === sideOf(tally)) return attendance;
  const cancelled = put(attendance, {
    ...known,
    ...placeOf(known, event.occurredAt),
    status: 'cancelled',
    tally,
    reason: reasonAfter(known, event),
    decision: decisionOf(attendance, tally, at),
  });
  return maybeHalf(attendance, known, event)
    ? noteAct(cancelled, { what: 'cancelled', ref, at: event.occurredAt, by })
    : cancelled;
}

const tallyOf = (event: Cancellation, start: number | null, at: number): Tally =>
  event.data.cancelledBy === 'client' && isLate(event, start, at)
    ? 'cancelledLateByClient'
    : CANCELLED[event.data.cancelledBy];

function isLate({ data }: Cancellation, start: number | null, at: number): boolean {
  if (data.late !== undefined) return data.late;
  if (data.noticeMinutes !== undefined) return data.noticeMinutes * MINUTE < LATE_NOTICE;
  return start !== null && start - at < LATE_NOTICE;
}
