/** The appointment book: what is booked ahead, moved, called off or missed. */
import { DAY, HOUR, MINUTE } from '#lib/kernel';
import type { EventData } from '#lib/events';
import { absenceFactor } from './bond.js';
import { namesOf, type Booking, type Cast, type Course } from './course.js';
import type { AdHocBooking } from './kinds.js';
import { ATTENDANCE } from './rates.js';
import { absentAt, dayOf, firstSlot, HOURS, isBookable, VISIT, weekdayOf } from './timetable.js';

type Cancelled = EventData<'appointment.cancelled'>;

/** Where hours are booked one by one, some are agreed on before the client leaves, and nobody knows of the others yet. */
export const isBookedLater = ({ rates, dice }: Cast): boolean =>
  rates.adHoc !== undefined && !dice.chance(rates.adHoc.inTheHour);

/** Books until enough appointments lie ahead, never more than the plan has visits left. */
export function fillBook(course: Course, cast: Cast, at: number): Course {
  if (cast.rates.adHoc) return bookAdHoc(course, { cast, adHoc: cast.rates.adHoc, from: at });
  const left = cast.person.plannedVisits - course.visits.length;
  const wanted = Math.min(cast.person.bookedAhead, left);
  let next = course;
  while (next.book.length < wanted) next = bookOne(next, cast, at);
  return next;
}

const bookOne = (course: Course, cast: Cast, at: number): Course =>
  tellBooked(course, cast, { wall: nextSlot(course, cast, at), at });

function tellBooked(course: Course, cast: Cast, { wall, at }: { readonly wall: number; readonly at: number }): Course {
  const start = cast.span.clock.instantOf(wall);
  const appointment = `ap-${cast.number}-${course.bookings + 1}`;
  cast.tell('appointment.booked', at + cast.dice.between(1, 9) * MINUTE, {
    ...namesOf(cast, course),
    appointment,
    zone: cast.span.clock.zone,
    ...timesOf(cast, start),
    modality: cast.person.video ? 'video' : 'in-person',
    kind: course.bookings === 0 ? 'intake' : 'therapy',
    ...(cast.rates.adHoc ? {} : { series: `se-${cast.number}` }),
    bookedBy: 'practice',
  });
  const booking = { appointment, wall, start, end: start + VISIT, bookedAt: at };
  return { ...course, book: [...course.book, booking], bookings: course.bookings + 1, lastSlot: wall };
}

interface AdHocWish {
  readonly cast: Cast;
  readonly adHoc: AdHocBooking;
  /** Not earlier than this, ms. */
  readonly from: number;
}

/** One hour at a time, whenever there is room; now and then after a long break, which may be told of as a pause. */
export function bookAdHoc(course: Course, { cast, adHoc, from }: AdHocWish): Course {
  const { dice, span, person } = cast;
  if (course.book.length > 0 || course.visits.length >= person.plannedVisits) return course;
  const breakDays = course.visits.length > 0 && dice.chance(adHoc.breaks) ? 7 * dice.whole(...adHoc.breakWeeks) : 0;
  const last = course.lastSlot ?? span.clock.wallOf(cast.opened);
  const soonest = dayOf(last) + (dice.whole(...adHoc.gap) + breakDays) * DAY + dice.pick(HOURS) * HOUR;
  const wall = nextOpen(soonest, course, { cast, adHoc, from });
  if (breakDays > 0 && dice.chance(adHoc.breakIsTold)) {
    const until = span.clock.write(span.clock.instantOf(wall) - DAY);
    cast.tell('episode.paused', from + 2 * MINUTE, { episode: cast.episode, client: cast.client, until, by: 'client' });
  }
  return tellBooked(course, cast, { wall, at: from });
}

function nextOpen(soonest: number, { clinician }: Course, { cast: { span }, from }: AdHocWish): number {
  const isFree = (at: number): boolean =>
    isBookable(at, clinician.absences, span.clock) && span.clock.instantOf(at) >= from + HOUR;
  let wall = soonest;
  while (!isFree(wall)) wall += DAY;
  return wall;
}

const timesOf = (cast: Cast, start: number): { readonly start: string; readonly end: string } => ({
  start: cast.span.clock.write(start),
  end: cast.span.clock.write(start + VISIT),
});

function nextSlot(course: Course, { span, slot, opened, person }: Cast, at: number): number {
  const step = person.cadenceDays * DAY;
  let wall = course.lastSlot === undefined ? firstSlot(slot, span.clock.wallOf(opened)) : course.lastSlot + step;
  while (!isBookable(wall, course.clinician.absences, span.clock)) wall += 7 * DAY;
  while (span.clock.instantOf(wall) < at + HOUR) wall += 7 * DAY;
  return wall;
}

/** Moved to another hour within the next days, by phone, before it would have begun. */
export function maybeReschedule(booking: Booking, course: Course, cast: Cast): Booking {
  const { dice, span } = cast;
  if (!dice.chance(ATTENDANCE.reschedules)) return booking;
  const wall = dayOf(booking.wall) + dice.whole(1, 3) * DAY + dice.pick(HOURS) * HOUR;
  const moved = weekdayOf(wall) > 4 ? wall + (7 - weekdayOf(wall)) * DAY : wall;
  if (!isBookable(moved, course.clinician.absences, span.clock)) return booking;
  const start = span.clock.instantOf(moved);
  const notice = dice.whole(2, 20) * 60;
  const movedAt = booking.start - notice * MINUTE;
  if (movedAt < booking.bookedAt + HOUR) return booking;
  cast.tell('appointment.rescheduled', movedAt, {
    ...namesOf(cast, course),
    appointment: booking.appointment,
    zone: span.clock.zone,
    ...timesOf(cast, start),
    previousStart: span.clock.write(booking.start),
    previousEnd: span.clock.write(booking.end),
    initiatedBy: dice.weighted({ client: 70, clinician: 20, practice: 10 }),
    noticeMinutes: notice,
  });
  return { ...booking, wall: moved, start, end: start + VISIT, bookedAt: movedAt };
}

export type Outcome = 'attended' | 'ill' | 'practice' | 'cancelled' | 'missed';

export function outcomeOf(booking: Booking, course: Course, { dice }: Cast): Outcome {
  if (absentAt(booking.start, course.clinician.absences, 'illness')) return 'ill';
  const factor = Math.min(5, absenceFactor(course.bond));
  const chances = [
    ['practice', ATTENDANCE.practiceCancels],
    ['cancelled', ATTENDANCE.clientCancels * factor],
    ['missed', ATTENDANCE.missed * factor],
  ] as const;
  let left = dice.roll();
  for (const [outcome, chance] of chances) {
    left -= chance;
    if (left < 0) return outcome;
  }
  return 'attended';
}

/** Tells why nobody met, and returns the moment from which the next appointment can be booked. */
export function tellNoVisit(
  outcome: Exclude<Outcome, 'attended'>,
  booking: Booking,
  told: readonly [Cast, Course],
): number {
  const [cast, course] = told;
  if (outcome === 'missed') return tellMissed(booking, cast, course);
  const notice = outcome === 'ill' ? cast.dice.whole(1, 4) * 60 : Math.round(cast.dice.wait(30 * 60)) + 20;
  const by = outcome === 'cancelled' ? 'client' : outcome === 'ill' ? 'clinician' : 'practice';
  tellCancelled(booking, told, { cancelledBy: by, reasonCode: reasonOf(by, cast), noticeMinutes: notice });
  return booking.start;
}

function reasonOf(by: 'client' | 'clinician' | 'practice', { dice }: Cast): string {
  if (by === 'client') return dice.weighted({ pat: 70, 'pat-crs': 8, 'pat-fb': 6, 'pat-mt': 10, 'pat-lt': 6 });
  return by === 'clinician' ? dice.pick(['prov', 'prov-pers']) : dice.pick(['oth', 'oth-room', 'maint']);
}

type Why = Pick<Cancelled, 'cancelledBy' | 'reasonCode'> & { readonly noticeMinutes: number };

export function tellCancelled(booking: Booking, [cast, course]: readonly [Cast, Course], why: Why): void {
  const most = Math.floor((booking.start - booking.bookedAt) / MINUTE) - 15;
  const noticeMinutes = Math.max(1, Math.min(why.noticeMinutes, most));
  cast.tell('appointment.cancelled', booking.start - noticeMinutes * MINUTE, {
    ...namesOf(cast, course),
    appointment: booking.appointment,
    ...why,
    noticeMinutes,
    late: noticeMinutes < 24 * 60,
  });
}

export function tellMissed(booking: Booking, cast: Cast, course: Course): number {
  const { dice, tell } = cast;
  const names = { ...namesOf(cast, course), appointment: booking.appointment };
  const at = booking.start + dice.between(15, 40) * MINUTE;
  tell('appointment.missed', at, { ...names, by: 'client', evidence: dice.pick(['manual', 'status']) });
  const corrected = dice.chance(ATTENDANCE.corrected * 4);
  if (corrected) {
    const change = { from: 'missed', to: 'cancelled', by: 'client', reasonCode: 'pat' } as const;
    tell('appointment.attendance_corrected', at + DAY, { ...names, ...change });
  }
  if (dice.chance(0.6)) tellContact(at + dice.between(1, 20) * HOUR, cast, course);
  return at + HOUR;
}

export function tellContact(at: number, cast: Cast, course: Course): void {
  const channel = cast.dice.pick(['phone', 'sms', 'email'] as const);
  cast.tell('engagement.contact_logged', at, { ...namesOf(cast, course), direction: 'to-client', channel });
}
