/**
 * What one side did with the calendar within minutes belongs together: a cancellation and a new hour are one move, and
 * several moves are one decision. Practice systems send the halves in any order and often without a link.
 */
import { DAY, MINUTE } from '#lib/kernel';
import type { Appointment, Attendance, CalendarAct, Side } from './attendance-state.js';
import { appointmentOf } from './calendar.js';

/** As long as the halves of one act may be apart. */
const TOGETHER = 10 * MINUTE;
/** What one side calls off, or moves there and back, within this is one decision. */
export const ONE_DECISION = DAY;

export const noteAct = (attendance: Attendance, act: CalendarAct): Attendance => ({
  ...attendance,
  recent: [...lately(attendance, act.at), act],
});

/** Where nobody says who it was, nobody says that it was somebody else. */
const sameSide = (a: Side, b: Side): boolean => a === b || a === 'unknown' || b === 'unknown';

const lately = ({ recent }: Attendance, at: number): readonly CalendarAct[] =>
  recent.filter((act) => at - act.at <= TOGETHER);

/** One half of a move, whichever it is. */
type Half = Omit<CalendarAct, 'what'>;

/** The new hour that a cancellation may have made room for. */
export const newHourFor = (attendance: Attendance, { ref, by, at }: Half): CalendarAct | undefined =>
  lately(attendance, at).findLast(
    (act) => act.ref !== ref && sameSide(act.by, by) && isOpenEnd(act, appointmentOf(attendance, act.ref)),
  );

/** A new hour that no old one is known of; what was called off is none. */
const isOpenEnd = ({ what }: CalendarAct, hour: Appointment | undefined): boolean =>
  hour?.status === 'booked' && (what === 'booked' || hour.orphan);

/** The cancelled hour that a new one may take the place of. */
export function oldHourFor(attendance: Attendance, { ref, by, at }: Half): CalendarAct | undefined {
  return lately(attendance, at).findLast(
    (act) =>
      act.what === 'cancelled' &&
      act.ref !== ref &&
      sameSide(act.by, by) &&
      appointmentOf(attendance, act.ref)?.status === 'cancelled',
  );
}

/** What was used up as one half of a move is no half of another. */
export const spend = (attendance: Attendance, spent: CalendarAct): Attendance => ({
  ...attendance,
  recent: attendance.recent.filter((act) => act !== spent),
});

export const isNewLately = (attendance: Attendance, ref: string, at: number): boolean =>
  lately(attendance, at).some((act) => act.what !== 'cancelled' && act.ref === ref);

/** Whether this side has moved another hour just now: moving a whole series is one decision. */
export const movesOthersLately = (attendance: Attendance, refs: readonly string[], act: CalendarAct): boolean =>
  lately(attendance, act.at).some(({ what, by, ref }) => what === 'moved' && by === act.by && !refs.includes(ref));

/** When the decision began that a cancellation at `at` belongs to. */
export function decisionOf({ appointments }: Attendance, tally: Appointment['tally'], at: number): number {
  const side = sideOf(tally);
  const since = appointments.filter((hour) => sideOf(hour.tally) === side);
  const begun = since.map(({ decision }) => decision ?? at).filter((begin) => at - begin < ONE_DECISION);
  return begun.reduce((earliest, begin) => Math.min(earliest, begin), at);
}

/** Called off late or in time, it was the client. */
export const sideOf = (tally: Appointment['tally']): Appointment['tally'] =>
  tally === 'cancelledLateByClient' ? 'cancelledByClient' : tally;
