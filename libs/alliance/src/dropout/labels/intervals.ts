/**
 * The rows that a hazard is fitted on. An interval opens with an attended appointment, unless the end was agreed by
 * then, and closes with the next attended one (survived), with an ending (censored: no row) or with a stop (the event).
 * One that is open when the data are cut gives no row either.
 */
import { daysOf, knownFacts, standingEnd, type Course } from './course.js';
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
  const end = standingEnd(known)?.day ?? Infinity;
  const attended = daysOf(known, 'attended').filter((day) => day < end);
  return attended.map((opened, i): RiskInterval => {
    const next = attended[i + 1];
    const survived = next !== undefined && { closed: next, outcome: 'survived' as const };
    return { interval: i + 1, opened, ...(survived || lastOutcome(course)) };
  });
}

function lastOutcome(course: Course): Pick<RiskInterval, 'closed' | 'outcome'> {
  const { state, labelledAt } = unilateralStop(course);
  if (state === 'dropout') return { closed: labelledAt, outcome: 'dropout' };
  return state === 'excluded' ? { closed: labelledAt, outcome: 'censored' } : { closed: null, outcome: 'open' };
}

/** Whether the interval is a row, and which: 1 for the event, 0 for none, undefined for no row. */
export function rowOf({ outcome }: RiskInterval): 0 | 1 | undefined {
  if (outcome === 'dropout') return 1;
  return outcome === 'survived' ? 0 : undefined;
}
