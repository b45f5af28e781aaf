import { DAY, fail, parseInstant, schema, succeed, toIso, type Violation, type Infer, type Result } from '#lib/kernel';
import {
  HAPPENINGS,
  type CourseFact,
  dbtCounters,
  WEEKS,
  type DbtCounters,
  DEFINITIONS,
  labelOf,
  type Label,
  type LabelledCourse,
} from '#lib/evaluation';
import { refusal, type OpError } from './op-answer.js';

const { bool, integer, list, number, object, oneOf, optional, text } = schema;

const MOST_EVENTS = 2_000;
const date = () => text('^[0-9]{4}-[0-9]{2}-[0-9]{2}$', 'must be a date such as 2026-03-02');

const BY_DATES = object({
  op: oneOf('label'),
  definition: optional(oneOf(...DEFINITIONS)),
  cadenceDays: number(0.1, 120),
  events: list(object({ date: date(), what: oneOf(...HAPPENINGS, 'no-show') }), MOST_EVENTS),
  asOf: date(),
  plannedVisits: optional(integer(1, 1_000)),
  reliablyImproved: optional(bool()),
});

const weeks = () => list(oneOf(...WEEKS), MOST_EVENTS);
const BY_WEEKS = object({ op: oneOf('label'), definition: oneOf('DBT'), individual: weeks(), skills: weeks() });

/** Dates are calendar days as they were written. */
export type DatedLabel = Omit<Label, 'labelledAt'> & { readonly labelledAt: string | null };

/**
 * `{"op":"label","cadenceDays":7,"events":[{"date":"2026-03-02","what":"attended"},...],"asOf":"2026-04-01"}` to
 * `{definition, state, labelledAt, interval}`; `definition` is D-B unless said. For `"definition":"DBT"` give the weeks
 * of `individual` and `skills` instead, and the counters come back.
 */
export function labelOp(input: unknown): DatedLabel | DbtCounters | OpError {
  return namesDbt(input) ? byWeeks(input) : byDates(input);
}

const namesDbt = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && 'definition' in input && input.definition === 'DBT';

const byWeeks = (input: unknown): DbtCounters | OpError =>
  BY_WEEKS.accepts(input) ? dbtCounters(input) : refusal(BY_WEEKS.explain(input, ''));

function byDates(input: unknown): DatedLabel | OpError {
  if (!BY_DATES.accepts(input)) return refusal(BY_DATES.explain(input, ''));
  const course = courseFrom(input);
  if (!course.ok) return refusal([course.error]);
  const label = labelOf(course.value, input.definition);
  return { ...label, labelledAt: label.labelledAt === null ? null : toIso(label.labelledAt * DAY).slice(0, 10) };
}

function courseFrom(input: Infer<typeof BY_DATES>): Result<LabelledCourse, Violation> {
  const facts: CourseFact[] = [];
  for (const [i, { date: written, what }] of input.events.entries()) {
    const day = dayOf(written);
    if (day === undefined) return fail(noDate(`/events/${i}/date`));
    facts.push({ day, what: what === 'no-show' ? 'missed' : what });
  }
  const asOf = dayOf(input.asOf);
  if (asOf === undefined) return fail(noDate('/asOf'));
  const { cadenceDays, plannedVisits, reliablyImproved } = input;
  return succeed({
    cadenceDays,
    facts,
    asOf,
    ...(plannedVisits === undefined ? {} : { plannedVisits }),
    ...(reliablyImproved === undefined ? {} : { reliablyImproved }),
  });
}

function dayOf(written: string): number | undefined {
  const midnight = parseInstant(`${written}T00:00:00Z`);
  return midnight === undefined ? undefined : midnight / DAY;
}

const noDate = (pointer: string): Violation => ({
  pointer,
  code: 'invalid_date',
  detail: 'is not a date in the calendar',
});
