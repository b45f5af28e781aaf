/** What of a worsening somebody has heard, and what a person who ended a prompt about it knew. */
import { atLeast } from '#lib/kernel';
import type { Instrument } from '#lib/instruments';
import type { Level, Outcome, OutcomeCourse, OutcomeMoment, Worsening } from './course.js';
import { yardstickOf } from './yardstick.js';

export type Worsened = OutcomeCourse & { readonly worse: Worsening };

export const isWorse = (course: OutcomeCourse): course is Worsened => course.worse !== null;

/** The gravest first, and of several the latest. A mere touch of the cutoff is in sight and worth no prompt. */
export const worsenedOf = ({ courses }: Outcome, respondent: string): readonly Worsened[] =>
  courses
    .filter(isWorse)
    .filter((one) => one.respondent === respondent && one.worse.level > 0)
    .toSorted(byGravity);

const byGravity = (a: Worsened, b: Worsened): number =>
  b.worse.level - a.worse.level || b.latest.at - a.latest.at || (a.instrument < b.instrument ? -1 : 1);

/** Graver than what somebody was told, if anybody was. */
export const isUntold = ({ worse }: Worsened): boolean => worse.level > worse.told;

/** From now on somebody has heard of all that is worse in this person's forms, at least at that level. */
export const withTold = (outcome: Outcome, respondent: string, level: Level): Outcome =>
  changeWorse(outcome, respondent, ({ worse }) => (worse.told < level ? { ...worse, told: level } : worse));

/** Where a course turned last. */
export const latestMoment = ({ moments }: Outcome): OutcomeMoment | undefined => moments.at(-1);

export interface EndedPrompt {
  readonly respondent: string;
  /** The total that the page showed last; undefined where it showed none. */
  readonly figureOf: (course: OutcomeCourse) => number | undefined;
  readonly instrumentOf: (course: OutcomeCourse) => Instrument | undefined;
  /** The person said that it was none. */
  readonly isWrong: boolean;
}

/** A person ended the prompt. A form that they did not know is held against what they knew, as a later one will be. */
export const withEnded = (outcome: Outcome, ended: EndedPrompt): Outcome =>
  changeWorse(outcome, ended.respondent, (course) => (course.worse.told > 0 ? endedOf(course, ended) : course.worse));

function endedOf(course: Worsened, { figureOf, instrumentOf, isWrong }: EndedPrompt): Worsening {
  const { worse, latest } = course;
  const instrument = instrumentOf(course);
  const shown = worse.part === null ? figureOf(course) : undefined;
  const known = shown ?? (instrument && partIn(course, instrument)) ?? latest.value;
  return instrument && shown !== undefined && isPast(latest.value, shown, instrument)
    ? { ...worse, event: latest.event, told: 0 }
    : { ...worse, told: 2, known, setAside: isWrong };
}

/** Of a part only what the latest form said of it is known. */
function partIn({ worse, parts }: Worsened, instrument: Instrument): number | undefined {
  const at = yardstickOf(instrument).parts.findIndex(({ code }) => code === worse.part);
  return parts[at]?.recent.at(-1);
}

function isPast(now: number, known: number, instrument: Instrument): boolean {
  const { whole, towardsWorse } = yardstickOf(instrument);
  return atLeast(towardsWorse(known, now), whole.error);
}

const changeWorse = (outcome: Outcome, respondent: string, change: (course: Worsened) => Worsening): Outcome => ({
  ...outcome,
  courses: outcome.courses.map((course) =>
    course.respondent === respondent && isWorse(course) ? { ...course, worse: change(course) } : course,
  ),
});
