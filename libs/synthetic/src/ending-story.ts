/**
 * How an episode ends after a visit: as planned, by moving away or being referred, or by staying away. Who stays away
 * either calls off what is booked (with notice) or is missed (without); the practice may or may not close the books.
 */
import { DAY, HOUR, MINUTE } from '#lib/kernel';
import type { EventData } from '#lib/events';
import { bondInSpreads } from './bond.js';
import { tellCancelled, tellContact, tellMissed } from './booking-story.js';
import { dyadOf, namesOf, type Booking, type Cast, type Course } from './course.js';
import type { EndWhy } from './plan.js';
import { STOPPING } from './rates.js';

type Reason = EventData<'episode.closed'>['reason'];

export function endAsPlanned(course: Course, cast: Cast, at: number): Course {
  const reason: Reason = cast.dice.chance(0.85) ? 'planned' : 'mutual';
  tellClosed(at + cast.dice.between(1, 20) * HOUR, reason, [cast, course]);
  return { ...course, ended: { at, how: 'planned', why: 'goals-reached' } };
}

/** A move or a referral, with everything that is booked called off; undefined when neither happens. */
export function maybeLeaveForReason(course: Course, cast: Cast, at: number): Course | undefined {
  const { dice } = cast;
  const roll = dice.roll();
  if (roll >= STOPPING.movedPerVisit + STOPPING.referredPerVisit) return undefined;
  const moved = roll < STOPPING.movedPerVisit;
  const calledOffAt = at + dice.between(2, 30) * HOUR;
  const by = moved
    ? ({ cancelledBy: 'client', reasonCode: 'pat-mv' } as const)
    : ({ cancelledBy: 'clinician', reasonCode: 'prov' } as const);
  for (const booking of course.book)
    tellCancelled(booking, [cast, course], { ...by, noticeMinutes: noticeOf(booking, calledOffAt) });
  tellClosed(calledOffAt + HOUR, moved ? 'moved' : 'referred', [cast, course]);
  const why: EndWhy = moved ? 'relocation' : 'other-service';
  return { ...course, book: [], ended: { at, how: moved ? 'moved' : 'referred', why } };
}

export function stayAway(course: Course, cast: Cast, at: number): Course {
  const why = whyOf(course, cast);
  if (cast.dice.chance(STOPPING.withNotice)) callOff(course, cast, { at, why });
  else neverComeBack(course, cast);
  const last = course.book.at(-1)?.end ?? at;
  if (cast.dice.chance(STOPPING.closedByPractice)) {
    const closedAt = Math.max(at + 28 * DAY, last) + cast.dice.between(1, 14) * DAY;
    tellClosed(closedAt, cast.dice.chance(0.85) ? 'unilateral-client' : 'unknown', [cast, course]);
  }
  return { ...course, book: [], ended: { at, how: 'dropout', why } };
}

function whyOf(course: Course, cast: Cast): EndWhy {
  if (course.bond.open) return 'open-rupture';
  return bondInSpreads(course.bond, dyadOf(cast, course)) < -0.7 ? 'weak-bond' : 'life-events';
}

/** One decision, one call: everything booked is cancelled in the same minute. */
function callOff(course: Course, cast: Cast, { at, why }: { readonly at: number; readonly why: EndWhy }): void {
  const [first] = course.book;
  if (!first) return;
  const reasonCode = why === 'open-rupture' && cast.dice.chance(0.5) ? 'pat-ucp' : 'pat';
  const calledAt = Math.max(at + HOUR, first.start - cast.dice.between(1, 60) * HOUR);
  for (const booking of course.book) {
    const notice = { cancelledBy: 'client', reasonCode, noticeMinutes: noticeOf(booking, calledAt) } as const;
    tellCancelled(booking, [cast, course], notice);
  }
}

/** Missed once or twice; then the practice frees the hours. */
function neverComeBack(course: Course, cast: Cast): void {
  const missed = course.book.slice(0, cast.dice.chance(0.5) ? 2 : 1);
  for (const booking of missed) tellMissed(booking, cast, course);
  const lastMissed = missed.at(-1);
  if (!lastMissed) return;
  const freedAt = lastMissed.end + cast.dice.between(1, 4) * DAY;
  tellContact(freedAt - HOUR, cast, course);
  for (const booking of course.book.slice(missed.length)) {
    const by = { cancelledBy: 'practice', reasonCode: 'oth' } as const;
    tellCancelled(booking, [cast, course], { ...by, noticeMinutes: noticeOf(booking, freedAt) });
  }
}

const noticeOf = (booking: Booking, at: number): number => Math.floor((booking.start - at) / MINUTE);

function tellClosed(at: number, reason: Reason, [cast, course]: readonly [Cast, Course]): void {
  cast.tell('episode.closed', at, { ...namesOf(cast, course), reason });
}
