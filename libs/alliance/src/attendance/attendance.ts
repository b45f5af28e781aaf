/**
 * What the calendar says. Each appointment has at most one outcome; a later one takes the place of an earlier one, in
 * the counters too. Only what the client did is ever counted as the client's: the clinician's and the practice's
 * changes have counters of their own, what nobody knows stays unknown, and nothing counts outside a running episode.
 */
import { HOUR, MINUTE, parseInstant } from '#lib/kernel';
import type { ClinicEvent, EventData, EventOf } from '#lib/events';
import type { Tally, Appointment, Attendance, EpisodeStatus } from '../state/attendance-state.js';

const MOST_APPOINTMENTS = 60;
export const LATE_NOTICE = 48 * HOUR;

type Actor = EventData<'appointment.cancelled'>['cancelledBy'];

const MISSED = {
  client: 'missedByClient',
  clinician: 'missedByClinician',
  both: 'missedByBoth',
  unknown: 'missedUnknown',
} as const;
const CANCELLED = {
  client: 'cancelledByClient',
  clinician: 'cancelledByClinician',
  practice: 'cancelledByPractice',
  unknown: 'cancelledUnknown',
} as const;

export const appointmentOf = ({ appointments }: Attendance, ref: string): Appointment | undefined =>
  appointments.findLast((appointment) => appointment.ref === ref);

/** Booked again after a cancellation, it stands again; an hour that took place or was missed stays what it was. */
export function book(attendance: Attendance, { data }: EventOf<'appointment.booked'>): Attendance {
  const known = appointmentOf(attendance, data.appointment);
  const start = parseInstant(data.start) ?? null;
  if (known && (known.status === 'attended' || known.status === 'missed')) return attendance;
  const moves = known?.moves ?? 0;
  return put(attendance, { ...NEW, ref: data.appointment, start, status: 'booked', moves });
}

const NEW = { start: null, told: null, tally: null, reason: null, moves: 0 } as const;

export function reschedule(attendance: Attendance, { data }: EventOf<'appointment.rescheduled'>): Attendance {
  const start = parseInstant(data.start) ?? null;
  const reason = data.reasonCode ?? null;
  const previous = attendance.appointments.find(({ ref }) => ref === data.previousAppointment);
  const counted = isToldMove(attendance, data, start) ? attendance : countMove(attendance, data.initiatedBy);
  const released = previous ? put(counted, { ...previous, status: 'moved', tally: null }) : counted;
  const moves = movesOf(attendance, data, start);
  return put(released, { ...NEW, ref: data.appointment, start, status: 'booked', reason, moves });
}

function movesOf(attendance: Attendance, move: EventData<'appointment.rescheduled'>, start: number | null): number {
  const known = appointmentOf(attendance, move.appointment);
  const moves = known?.moves ?? 0;
  const again = moves > 0 && known?.start === start;
  return move.initiatedBy === 'client' && !again ? moves + 1 : moves;
}

type Move = Pick<EventData<'appointment.rescheduled'>, 'appointment' | 'previousAppointment'>;

/** The cancellation of the old appointment told it already, or the same new time did. */
function isToldMove(attendance: Attendance, move: Move, start: number | null): boolean {
  const before = appointmentOf(attendance, move.previousAppointment ?? move.appointment);
  return move.previousAppointment === undefined
    ? before !== undefined && before.start === start
    : before?.status === 'moved';
}

/** A cancellation that names its replacement is a move. */
export function cancel(
  attendance: Attendance,
  event: EventOf<'appointment.cancelled'>,
  status: EpisodeStatus,
): Attendance {
  const { data } = event;
  const known = appointmentOf(attendance, data.appointment);
  const reason = data.reasonCode ?? null;
  const entry = { ...(known ?? NEW), ...placeOf(known, event), ref: data.appointment, reason };
  if (data.replacedBy === undefined) {
    const tally = running(status) ? cancellation(event, entry.start) : 'notCounted';
    return put(attendance, { ...entry, status: 'cancelled', tally });
  }
  const counted = known?.status === 'moved' ? attendance : countMove(attendance, data.cancelledBy);
  return put(counted, { ...entry, status: 'moved', tally: null });
}

const cancellation = (event: EventOf<'appointment.cancelled'>, start: number | null): Tally =>
  event.data.cancelledBy === 'client' && isLate(event, start)
    ? 'cancelledLateByClient'
    : CANCELLED[event.data.cancelledBy];

function isLate({ data, occurredAt }: EventOf<'appointment.cancelled'>, start: number | null): boolean {
  if (data.late !== undefined) return data.late;
  if (data.noticeMinutes !== undefined) return data.noticeMinutes * MINUTE < LATE_NOTICE;
  return start !== null && start - occurredAt < LATE_NOTICE;
}

export function attend(
  attendance: Attendance,
  event: EventOf<'appointment.attended'>,
  status: EpisodeStatus,
): Attendance {
  const { appointment, actualStart } = event.data;
  const known = appointmentOf(attendance, appointment);
  const { start: booked, moves } = known ?? NEW;
  const start = booked ?? parseInstant(actualStart) ?? null;
  const told = start === null ? event.occurredAt : null;
  const tally = running(status) ? 'kept' : 'notCounted';
  const entry: Appointment = { ref: appointment, start, told, status: 'attended', tally, reason: null, moves };
  return { ...put(attendance, entry), lastAttended: event.occurredAt };
}

export function miss(attendance: Attendance, event: EventOf<'appointment.missed'>, status: EpisodeStatus): Attendance {
  const { appointment: ref, by, reasonCode: reason = null } = event.data;
  const known = appointmentOf(attendance, ref);
  const tally = running(status) ? MISSED[by] : 'notCounted';
  return put(attendance, { ...(known ?? NEW), ...placeOf(known, event), ref, status: 'missed', tally, reason });
}

/** When it was to be; failing that, when its outcome was told. */
function placeOf(known: Appointment | undefined, { occurredAt }: ClinicEvent): Pick<Appointment, 'start' | 'told'> {
  const start = known?.start ?? null;
  return { start, told: start === null ? occurredAt : null };
}

/** When an hour was, as far as anybody said. */
export const whenOf = ({ start, told }: Appointment): number | undefined => start ?? told ?? undefined;

export const noteContact = (attendance: Attendance, at: number): Attendance => ({ ...attendance, lastContact: at });

/** The next booked start after an instant. */
export function nextBooked({ appointments }: Attendance, after: number): number | undefined {
  let next: number | undefined;
  for (const { status, start } of appointments) {
    if (status !== 'booked' || start === null || start <= after) continue;
    if (next === undefined || start < next) next = start;
  }
  return next;
}

const running = (status: EpisodeStatus): boolean => status === 'open' || status === 'unopened';

function countMove(attendance: Attendance, by: Actor): Attendance {
  if (by === 'client') return { ...attendance, movesByClient: attendance.movesByClient + 1 };
  if (by === 'clinician') return { ...attendance, movesByClinician: attendance.movesByClinician + 1 };
  return { ...attendance, movesByOthers: attendance.movesByOthers + 1 };
}

/** Writes an appointment down and moves it from its old counter to its new one. */
function put(attendance: Attendance, entry: Appointment): Attendance {
  const at = attendance.appointments.findLastIndex(({ ref }) => ref === entry.ref);
  const old = attendance.appointments[at]?.tally ?? null;
  const tallies = old === entry.tally ? attendance.tallies : recount(attendance.tallies, old, entry.tally);
  const appointments = at < 0 ? [...attendance.appointments, entry] : attendance.appointments.with(at, entry);
  return { ...attendance, tallies, appointments: forget(appointments) };
}

function recount(tallies: Attendance['tallies'], from: Tally | null, to: Tally | null): Attendance['tallies'] {
  const counts = { ...tallies };
  if (from) counts[from] -= 1;
  if (to) counts[to] += 1;
  return counts;
}

/** Of too many, lets go of the earliest appointment; one without a start was never booked in our sight and goes first. */
function forget(appointments: readonly Appointment[]): readonly Appointment[] {
  if (appointments.length <= MOST_APPOINTMENTS) return appointments;
  const earliest = appointments.reduce((first, one) => (startOf(one) < startOf(first) ? one : first));
  return appointments.filter((appointment) => appointment !== earliest);
}

const startOf = ({ start }: Appointment): number => start ?? 0;
