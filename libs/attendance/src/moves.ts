/**
 * Bookings and moves. A move never touches an outcome: an hour that took place or was missed stays counted, and the
 * new time is an hour of its own. A move is counted once per decision, told from whichever side and in whatever order.
 */
import { parseInstant } from '#lib/kernel';
import type { EventOf } from '#lib/events';
import { NEW_APPOINTMENT, type Appointment, type Attendance } from './attendance-state.js';
import { noteAct, oldHourFor, ONE_DECISION, spend } from './calendar-acts.js';
import { add, hasOutcome, hourOf, isLetGo, put } from './calendar.js';
import { count, movedByClient, type Move, type NewHour } from './counted-moves.js';

const MOST_LEFT = 8;

/** Booked again after a cancellation, it stands again; an hour that took place or was missed stays what it was. */
export function book(attendance: Attendance, { data, occurredAt: at }: EventOf<'appointment.booked'>): Attendance {
  const ref = data.appointment;
  const start = parseInstant(data.start) ?? null;
  const known = hourOf(attendance, ref);
  if (!known)
    return bookNew(attendance, {
      ref,
      start,
      by: data.bookedBy ?? 'unknown',
      at,
    });
  if (isBookedBefore(known, start, at)) return attendance;
  const fresh = { ...NEW_APPOINTMENT, ref, start };
  if (hasOutcome(known)) return add(attendance, fresh);
  return put(attendance, { ...fresh, moves: known.moves, left: known.left });
}

/** What is told of an hour that is over, or of a time that it has left, is told again. */
function isBookedBefore(known: Appointment, start: number | null, at: number): boolean {
  if (known.status === 'booked' && known.start === null) return false;
  const over = start === null || start <= at;
  if (over || known.left.some(([left]) => left === start)) return true;
  return known.start === start && (hasOutcome(known) || known.status === 'moved');
}

/** A new hour in the place of one that the same side called off just now is the other half of a move. */
function bookNew(attendance: Attendance, { ref, start, by, at }: NewHour): Attendance {
  const act = { what: 'booked', ref, at, by } as const;
  const entry = { ...NEW_APPOINTMENT, ref, start };
  const half = oldHourFor(attendance, act);
  if (!half) return noteAct(put(attendance, entry), act);
  const move = {
    ...NO_MOVE,
    ref,
    start,
    by: half.by === 'unknown' ? by : half.by,
    at,
    from: half.ref,
  };
  return moveBetween(spend(attendance, half), move);
}

const NO_MOVE = { from: undefined, previousStart: null, reason: null } as const;

export function reschedule(
  attendance: Attendance,
  { data, occurredAt: at }: EventOf<'appointment.rescheduled'>,
): Attendance {
  const ref = data.appointment;
  const { previousAppointment: named } = data;
  const move = {
    ref,
    at,
    start: parseInstant(data.start) ?? null,
    by: data.initiatedBy,
    from: named === ref ? undefined : named,
    previousStart: parseInstant(data.previousStart) ?? null,
    reason: data.reasonCode ?? null,
  };
  if (move.from !== undefined) return moveBetween(attendance, move);
  const known = hourOf(attendance, ref);
  return known ? moveInPlace(attendance, known, move) : moveFromUnknown(attendance, move);
}

/** Nobody said from where: if the same side called one off just now, it was that one. */
function moveFromUnknown(attendance: Attendance, move: Move): Attendance {
  const half = oldHourFor(attendance, move);
  if (half) return moveBetween(spend(attendance, half), { ...move, from: half.ref });
  const counted = count(attendance, move, [move.ref]);
  return put(counted, {
    ...newHour(move),
    moves: movedByClient(attendance, counted),
    orphan: true,
  });
}

const newHour = ({ ref, start, reason }: Move): Appointment => ({
  ...NEW_APPOINTMENT,
  ref,
  start,
  reason,
});

function moveInPlace(attendance: Attendance, known: Appointment, move: Move): Attendance {
  if (isAwaited(known))
    return put(attendance, {
      ...known,
      start: move.start,
      reason: move.reason,
    });
  if (isToldBefore(attendance, known, move)) return attendance;
  if (known.status === 'voided') return put(attendance, newHour(move));
  const counted = returns(known, move) ? attendance : count(attendance, move, [move.ref]);
  const moves = movedByClient(attendance, counted);
  const left = leave(known, move.at);
  if (!hasOutcome(known)) return put(counted, { ...newHour(move), moves: known.moves + moves, left });
  // told after the hour, it says where the hour had been moved to; told of the future, it is another hour
  const past = move.start !== null && move.start <= move.at;
  return past
    ? put(counted, {
        ...known,
        start: move.start,
        moves: known.moves + moves,
        left,
      })
    : add(counted, { ...newHour(move), moves, left });
}

/** The new hour of a move of which so far only the cancelled half was told. */
const isAwaited = ({ status, start }: Appointment): boolean => status === 'booked' && start === null;

/**
 * The time that it has; or one that is over, of an hour that was struck or let go of; or one that it has left, and that
 * is over or was left for another than the source says.
 */
function isToldBefore(attendance: Attendance, known: Appointment, move: Move): boolean {
  if (known.start === move.start) return true;
  const over = isOver(move);
  if (over && isLetGo(attendance, known.ref)) return true;
  return hasLeft(known, move.start) && (over || leavesAnother(known, move));
}

const isOver = ({ start, at }: Move): boolean => start === null || start <= at;
const hasLeft = ({ left }: Appointment, start: number | null): boolean => left.some(([was]) => was === start);
const leavesAnother = ({ start }: Appointment, { previousStart }: Move): boolean =>
  previousStart !== null && previousStart !== start;

/** Back within a day to where it was: there and back, however often, is one move. */
const returns = ({ left }: Appointment, { start, at }: Move): boolean =>
  left.some(([was, since]) => was === start && at - since < ONE_DECISION);

const leave = ({ left, start }: Pick<Appointment, 'left' | 'start'>, at: number): Appointment['left'] =>
  start === null ? left : [...left.filter(([was]) => was !== start), [start, at] as const].slice(-MOST_LEFT);

/** From one appointment to another. */
export function moveBetween(attendance: Attendance, move: Move): Attendance {
  const ends = endsOf(attendance, move);
  const counted =
    ends.told || goesNowhere(ends.old, move) ? attendance : count(attendance, move, [ends.from, move.ref]);
  const moves = movedByClient(attendance, counted);
  const released = release(counted, { ...NEW_APPOINTMENT, start: move.previousStart, ...ends.old, ref: ends.from });
  return arrive(released, { ...ends, move, moves });
}

interface Ends {
  readonly from: string;
  readonly old: Appointment | undefined;
  readonly known: Appointment | undefined;
  /** It was counted with its other half. */
  readonly told: boolean;
}

function endsOf(attendance: Attendance, move: Move): Ends {
  const from = move.from ?? move.ref;
  const old = hourOf(attendance, from);
  const known = hourOf(attendance, move.ref);
  const isLongOver = isLetGo(attendance, move.ref) && isOver(move);
  return { from, old, known, told: isLongOver || wentOn(old) || cameFrom(known, old) };
}

const wentOn = (old: Appointment | undefined): boolean => old?.status === 'moved' || old?.status === 'voided';

/** An hour with an outcome stays what it was; that its appointment went on is known of the new one, as of an orphan. */
const cameFrom = (known: Appointment | undefined, old: Appointment | undefined): boolean =>
  known !== undefined && (known.orphan || (old !== undefined && hasOutcome(old) && hasLeft(known, placeOf(old))));

const placeOf = ({ start, told }: Appointment): number | null => start ?? told;

const comeFrom = (old: Appointment | undefined, left: Appointment['left'], at: number): Appointment['left'] =>
  old ? leave({ left, start: placeOf(old) }, at) : left;

const goesNowhere = (old: Appointment | undefined, move: Move): boolean =>
  old !== undefined && (old.start === move.start || returns(old, move));

/** What took place or was missed there stays. */
function release(attendance: Attendance, old: Appointment): Attendance {
  if (hasOutcome(old) || old.status === 'voided') return attendance;
  return put(attendance, { ...old, status: 'moved', tally: null, decision: null });
}

interface Arrival extends Ends {
  readonly move: Move;
  /** 1 when this is a move of the client that was not told before. */
  readonly moves: number;
}

function arrive(attendance: Attendance, arrival: Arrival): Attendance {
  const { move, old, known, moves } = arrival;
  const inherited = moves + (arrival.told ? 0 : movesOf(old));
  const fresh = { ...newHour(move), moves: inherited, left: comeFrom(old, old?.left ?? [], move.at) };
  return known ? arriveAt(attendance, known, { ...arrival, fresh }) : put(attendance, fresh);
}

const movesOf = (hour: Appointment | undefined): number => hour?.moves ?? 0;

/** At an appointment that is in the calendar. */
function arriveAt(
  attendance: Attendance,
  known: Appointment,
  arrival: Arrival & { readonly fresh: Appointment },
): Attendance {
  const held = hasOutcome(known);
  const isTold = !isAwaited(known) && isToldBefore(attendance, known, arrival.move);
  if (isTold || (held && isOver(arrival.move))) return joinUp(attendance, known, arrival);
  if (held) return add(attendance, arrival.fresh);
  const { old, move, moves } = arrival;
  const left = leave({ ...known, left: comeFrom(old, known.left, move.at) }, move.at);
  return put(attendance, { ...arrival.fresh, moves: known.moves + moves, left });
}

/** Of a new hour that was in the calendar already, its past is known now. */
function joinUp(attendance: Attendance, known: Appointment, { move, old, moves, told }: Arrival): Attendance {
  if (told && !known.orphan) return attendance;
  const left = comeFrom(old, known.left, move.at);
  return put(attendance, { ...known, moves: known.moves + moves + movesOf(old), left, orphan: false });
}

/** A cancellation that names its replacement; the new hour is awaited if nobody has told of it. */
export function moveAway(attendance: Attendance, move: Move): Attendance {
  const ends = endsOf(attendance, move);
  const { from, old, known, told } = ends;
  const counted = told ? attendance : count(attendance, move, [from, move.ref]);
  const moves = movedByClient(attendance, counted);
  const released = release(counted, { ...NEW_APPOINTMENT, ...old, ref: from, reason: move.reason });
  if (known) return joinUp(released, known, { ...ends, move, moves });
  const left = comeFrom(old, old?.left ?? [], move.at);
  const awaited = { ...newHour(move), start: null, reason: null, moves: movesOf(old) + moves, left };
  return told ? released : put(released, awaited);
}
