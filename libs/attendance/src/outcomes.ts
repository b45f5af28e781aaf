/**
 * What became of an hour. A later outcome takes the place of an earlier one, in the counters too; the same outcome told
 * again changes nothing, neither the counters nor the time of the hour.
 */
import { DAY, HOUR, parseInstant } from '#lib/kernel';
import type { ClinicEvent, EventOf } from '#lib/events';
import {
  NEW_APPOINTMENT,
  type Appointment,
  type Attendance,
  type EpisodeStatus,
  type Tally,
} from './attendance-state.js';
import { hasOutcome, hourOf, put, strike, whenOf } from './calendar.js';
import { inSight, MISSED } from './presence.js';
import { recall } from './remembered.js';

export function attend(
  attendance: Attendance,
  event: EventOf<'appointment.attended'>,
  status: EpisodeStatus,
): Attendance {
  const { appointment: ref } = event.data;
  const known = hourOf(attendance, ref);
  if (isSettled(attendance, known, event)) return attendance;
  const began = beginOf(event) ?? known?.began ?? null;
  const { start, told } = placeOf(known, event.occurredAt);
  const hour = known ?? { ...NEW_APPOINTMENT, ref };
  const kept = tookPlace(hour, { start, began, told: began === null ? told : null });
  return put(attendance, countedOnceBegun(kept, countsFor(known, status) ? 'kept' : 'notCounted', event));
}

/** Each member by its name: most events of most episodes are such hours. */
function tookPlace(
  { ref, moves, left, corrected, orphan, group }: Appointment,
  { start, began, told }: Pick<Appointment, 'start' | 'began' | 'told'>,
): Appointment {
  return {
    ref,
    start,
    began,
    told,
    status: 'attended',
    tally: null,
    reason: null,
    moves,
    left,
    decision: null,
    provisional: null,
    corrected,
    orphan,
    inferred: false,
    group,
  };
}

/** An hour that is ticked off before it begins is kept from its beginning on. */
function countedOnceBegun(hour: Appointment, tally: Tally, { occurredAt }: ClinicEvent): Appointment {
  const when = whenOf(hour) ?? occurredAt;
  return when > occurredAt ? { ...hour, provisional: { until: when, tally } } : { ...hour, tally };
}

/** No hour that has been told of begins later; a time of another day is a slip of the keyboard. */
function beginOf({ data, occurredAt }: EventOf<'appointment.attended'>): number | null {
  const began = parseInstant(data.actualStart);
  return began === undefined || began > occurredAt + DAY ? null : Math.min(began, occurredAt);
}

type Missed = EventOf<'appointment.missed'>;

export function miss(attendance: Attendance, event: Missed, status: EpisodeStatus): Attendance {
  const { appointment: ref, by } = event.data;
  const known = hourOf(attendance, ref) ?? { ...NEW_APPOINTMENT, ref };
  if (isSettled(attendance, known, event) || isOverruled(known, event)) return attendance;
  const tally = countsFor(known, status) ? MISSED[by] : 'notCounted';
  const until = provisionalUntil(known, event);
  const hour: Appointment = {
    ...known,
    ...placeOf(known, event.occurredAt),
    began: null,
    status: 'missed',
    tally: until === null ? tally : null,
    provisional: until === null ? null : { until, tally },
    reason: reasonAfter(known, event),
    decision: null,
    inferred: event.data.derivation === 'inferred',
  };
  return put(attendance, inSight(attendance, hour));
}

/** Told again without a reason, it keeps the one that it had. */
export function reasonAfter(
  known: Appointment,
  { type, data }: Missed | EventOf<'appointment.cancelled'>,
): string | null {
  const again = type === `appointment.${known.status}`;
  return data.reasonCode ?? (again ? known.reason : null);
}

/** What a computer concluded gives way to what somebody saw. */
const isOverruled = (known: Appointment, { data }: Missed): boolean =>
  known.status === 'attended' && data.derivation === 'inferred';

/** What already counts is not made provisional by being told again. */
function provisionalUntil(known: Appointment, { data, occurredAt }: Missed): number | null {
  const until = parseInstant(data.reversibleUntil);
  const counts = known.status === 'missed' && known.provisional === null;
  return until === undefined || until <= occurredAt || counts ? null : until;
}

/** Its hour was struck or corrected, or the outcome is one of the time before a move. */
function isSettled(
  attendance: Attendance,
  known: Appointment | undefined,
  event: EventOf<'appointment.attended'> | Missed,
): boolean {
  if (!known || isHeldFast(known)) return known !== undefined;
  const said = event.type === 'appointment.attended' ? beginOf(event) : null;
  const ahead = (said ?? event.occurredAt) < (known.start ?? -Infinity) - HOUR;
  return ahead && hasEarlier(attendance, known);
}

/** Nothing but a correction, or a booking of a time ahead, changes it any more. */
export const isHeldFast = (hour: Appointment | undefined): boolean =>
  hour !== undefined && (hour.status === 'voided' || hour.corrected);

/** Whether the appointment had an hour with an outcome before this one of it. */
const hasEarlier = ({ appointments, earlier }: Attendance, known: Appointment): boolean =>
  appointments.some((hour) => hour !== known && hour.ref === known.ref && hasOutcome(hour)) ||
  (appointments.includes(known) && hasOutcome(recall(earlier, known.ref)));

const running = (status: EpisodeStatus): boolean => status === 'open' || status === 'unopened';

/** Nothing counts outside a running episode; what is told again counts as it did when it was told first. */
export function countsFor(known: Appointment | undefined, status: EpisodeStatus): boolean {
  const told = known !== undefined && known.status !== 'booked' && known.status !== 'moved';
  return told ? known.tally !== 'notCounted' && known.provisional?.tally !== 'notCounted' : running(status);
}

/** When it was to be; failing that, when its outcome was told first. */
export function placeOf(known: Appointment | undefined, at: number): Pick<Appointment, 'start' | 'told'> {
  const start = known?.start ?? null;
  return { start, told: start === null ? (known?.told ?? at) : null };
}

/** The correction itself was settled before the fold; what is told of the error from here on changes nothing. */
export function holdCorrected(
  attendance: Attendance,
  { data }: EventOf<'appointment.attendance_corrected'>,
): Attendance {
  const known = hourOf(attendance, data.appointment);
  if (!known || known.status !== data.to || data.to === 'booked') return attendance;
  const isCounted = data.to === 'missed' && known.tally !== null && known.tally !== 'notCounted';
  // a correction has the last word on whose it was, also where the client had joined
  return put(attendance, {
    ...known,
    ...(isCounted ? { tally: MISSED[data.by ?? 'unknown'] } : {}),
    corrected: true,
  });
}

/** What was told before was taken out before the fold; what is told of it from here on changes nothing. */
export const voidHour = (attendance: Attendance, { data }: EventOf<'appointment.voided'>): Attendance =>
  strike(attendance, {
    ...NEW_APPOINTMENT,
    ref: data.appointment,
    status: 'voided',
  });
