/** Builds courses for the specs of this room: one form a week, of one person. */
import type { Instrument } from '#lib/instruments';
import { NO_OUTCOME, type Outcome, type OutcomeCourse } from '../src/course.js';
import { followOutcome } from '../src/follow.js';
import { DAY } from '#lib/kernel';

export interface Answered {
  readonly value: number;
  readonly parts?: readonly (number | null)[];
  readonly historical?: boolean;
}

export interface Filled {
  readonly respondent?: string;
  readonly since?: Outcome;
}

export const outcomeOf = (
  instrument: Instrument,
  forms: readonly (number | Answered)[],
  { respondent = 'client', since = NO_OUTCOME }: Filled = {},
): Outcome =>
  forms.reduce<Outcome>((outcome, form) => {
    const { value, parts = [], historical = false } = typeof form === 'number' ? { value: form } : form;
    const week = (outcome.courses.find((one) => one.instrument === instrument.code)?.forms ?? 0) + 1;
    const event = `urn:practice ${instrument.code}-${week}`;
    return followOutcome(outcome, {
      instrument,
      respondent,
      form: { at: 7 * DAY * week, event, value, parts, historical },
    });
  }, since);

/** The course of the last of these forms. */
export function courseOf(instrument: Instrument, ...forms: readonly (number | Answered)[]): OutcomeCourse {
  const course = outcomeOf(instrument, forms).courses.at(-1);
  if (!course) throw new Error('no form');
  return course;
}

/** Such as `error 2 start`; `-` where nothing got worse. */
export function saidOf(instrument: Instrument, ...forms: readonly (number | Answered)[]): string {
  const { worse } = courseOf(instrument, ...forms);
  return worse === null
    ? '-'
    : [worse.kind, worse.level, worse.since, ...(worse.part === null ? [] : [worse.part])].join(' ');
}
