/**
 * The usual definition, D-B: after the last attended appointment none was attended for 30 days or three times the
 * usual cadence, whichever is longer; something was missed, cancelled by the client or never booked; and no ending was
 * agreed.
 *
 * Time that both agreed to pause does not count. An appointment that the practice called off starts the count afresh,
 * and when nothing came after it, the silence is not the client's: excluded. A pause or a call that comes when the stop
 * has already happened changes nothing. Somebody who comes back has not stopped: the label speaks of the last attended
 * appointment known on the day.
 */
import {
  daysOf,
  ENDINGS,
  hasEndedBy,
  knownFacts,
  standingEnd,
  type Course,
  type CourseFact,
  type Ending,
  type Happening,
} from './course.js';
import { silenceThatStops } from '#lib/alliance';

export type Stop =
  | { readonly state: 'not-started'; readonly labelledAt: null; readonly interval: 0 }
  | { readonly state: 'open'; readonly labelledAt: null; readonly interval: number }
  | { readonly state: 'dropout'; readonly labelledAt: number; readonly interval: number }
  | {
      readonly state: 'excluded';
      readonly labelledAt: number;
      readonly interval: number;
      readonly reason: Ending | 'clinic-cancelled';
    };

const ON_THE_BOOKS: ReadonlySet<Happening> = new Set(['booked', 'missed', 'cancelled', 'clinic-cancelled']);

/** `labelledAt` is the first day on which the label holds; `interval` the number of appointments attended before it. */
export function unilateralStop(course: Course): Stop {
  const known = knownFacts(course);
  const attended = daysOf(known, 'attended');
  const interval = attended.length;
  const end = standingEnd(known);
  if (end) return { state: 'excluded', labelledAt: end.day, interval, reason: end.what };
  const last = attended.at(-1);
  if (last === undefined || endedAfter(known, last)) return { state: 'not-started', labelledAt: null, interval: 0 };
  const labelledAt = stopDay(course, known, last);
  if (labelledAt === undefined || labelledAt > course.asOf) return { state: 'open', labelledAt: null, interval };
  return endsWithTheClinic(known.filter(({ day }) => day >= last && day < labelledAt))
    ? { state: 'excluded', labelledAt, interval, reason: 'clinic-cancelled' }
    : { state: 'dropout', labelledAt, interval };
}

/** Work that ended and was resumed only begins again when the client comes. */
const endedAfter = (known: readonly CourseFact[], last: number): boolean =>
  hasEndedBy(known, last) || daysOf(known, ...ENDINGS).some((day) => day > last);

/** The day on which the silence since `last` becomes a stop; undefined during a pause. */
function stopDay({ cadenceDays, facts }: Course, known: readonly CourseFact[], last: number): number | undefined {
  const since = known.filter(({ day }) => day >= last);
  const [loss = Infinity] = daysOf(since, 'missed', 'cancelled');
  const unscheduled = unscheduledFrom([...since, ...bookings(facts)], last);
  const stopAfter = (start: number): number =>
    Math.max(Math.ceil(start + silenceThatStops(cadenceDays)), Math.min(loss, unscheduled));
  const start = since.reduce<number | undefined>(
    (from, fact) => (from !== undefined && fact.day >= stopAfter(from) ? from : countedFrom(from, fact)),
    last,
  );
  return start === undefined ? undefined : stopAfter(start);
}

/** Where the count starts after one more fact; undefined while it rests. */
function countedFrom(from: number | undefined, { day, what }: CourseFact): number | undefined {
  if (what === 'paused') return undefined;
  if (what === 'resumed') return day;
  return what === 'clinic-cancelled' && from !== undefined ? day : from;
}

/** Also for later: a booking is known before its day is here. */
const bookings = (facts: readonly CourseFact[]): readonly CourseFact[] => facts.filter(({ what }) => what === 'booked');

/** Nothing is on the books from the day after the last appointment that ever was. */
function unscheduledFrom(facts: readonly CourseFact[], last: number): number {
  const days = daysOf(facts, ...ON_THE_BOOKS);
  return Math.max(last, ...days) + 1;
}

const endsWithTheClinic = (since: readonly CourseFact[]): boolean =>
  since.findLast(({ what }) => ON_THE_BOOKS.has(what))?.what === 'clinic-cancelled';
