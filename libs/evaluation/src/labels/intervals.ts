/**
 * The rows that a hazard is fitted on. An interval opens with an attended appointment, unless the end was agreed by
 * then, and closes with the next attended one (survived), with an ending (censored: no row) or with a stop (the event).
 * One that is open when the data are cut gives no row either.
 *
 * Coming back is known within days, a stop only after weeks: of intervals that opened shortly before the cut mostly the
 * survivors are known. `isFollowedUp` says which intervals are old enough to be counted without that bias.
 */
import { daysOf, ENDINGS, hasEndedBy, knownFacts, type Course } from './course.js';
import { silenceThatStops } from '#lib/alliance';
import { unilateralStop } from './unilateral-stop.js';

export interface RiskInterval {
  /** The number of the attended appointment that opened it, from 1. */
  readonly interval: number;
  readonly opened: number;
  /** Null while it is open. */
  readonly closed: number | null;
  readonly outcome: 'survived' | 'dropout' | 'censored' | 'open';
}

export function riskIntervals(course: Course): readonly RiskInterval[] {
  const known = knownFacts(course);
  const attended = daysOf(known, 'attended');
  return attended.flatMap((opened, i): RiskInterval[] => {
    if (hasEndedBy(known, opened)) return [];
    const next = attended[i + 1];
    const end = daysOf(known, ...ENDINGS).find((day) => day > opened);
    return [{ interval: i + 1, opened, ...closeOf(course, next, end) }];
  });
}

function closeOf(course: Course, next: number | undefined, end: number | undefined): Close {
  if (end !== undefined && (next === undefined || end < next)) return { closed: end, outcome: 'censored' };
  return next === undefined ? lastOutcome(course) : { closed: next, outcome: 'survived' };
}

type Close = Pick<RiskInterval, 'closed' | 'outcome'>;

function lastOutcome(course: Course): Close {
  const { state, labelledAt } = unilateralStop(course);
  if (state === 'dropout') return { closed: labelledAt, outcome: 'dropout' };
  return state === 'excluded' ? { closed: labelledAt, outcome: 'censored' } : { closed: null, outcome: 'open' };
}

/** Whether the interval is a row, and which: 1 for the event, 0 for none, undefined for no row. */
export function rowOf({ outcome }: RiskInterval): 0 | 1 | undefined {
  if (outcome === 'dropout') return 1;
  return outcome === 'survived' ? 0 : undefined;
}

/** Whether a stop in this interval would be known by the last day. */
export const isFollowedUp = ({ opened }: RiskInterval, { cadenceDays, asOf }: Course): boolean =>
  opened + silenceThatStops(cadenceDays) <= asOf;
