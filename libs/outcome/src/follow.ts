/**
 * A course, one form further.
 *
 *   (nothing) ──finding──▶ worse ──graver finding──▶ worse, at a higher level
 *   worse ──form within half of the error, nothing else found──▶ back
 *   (nothing) ──reliable change for the better──▶ improved ──across the cutoff as well──▶ recovered
 */
import { atLeast } from '#lib/kernel';
import type { Instrument } from '#lib/instruments';
import type {
  Finding,
  Outcome,
  OutcomeCourse,
  OutcomeForm,
  OutcomeMoment,
  PartCourse,
  Point,
  Worsening,
} from './course.js';
import { comparable } from './comparable.js';
import { judge } from './judge.js';
import { isBack, isClear, isHalfway, yardstickOf, type Yardstick } from './yardstick.js';

const MOST_RECENT = 5;
const MOST_MOMENTS = 12;
const MOST_COURSES = 20;

export interface Given {
  readonly instrument: Instrument;
  readonly respondent: string;
  readonly form: OutcomeForm;
}

export function followOutcome(outcome: Outcome, { instrument, respondent, form }: Given): Outcome {
  const { code, version } = instrument;
  const known = outcome.courses.find(
    (one) => one.instrument === code && one.version === version && one.respondent === respondent,
  );
  const yardstick = yardstickOf(instrument);
  const next = known
    ? further(known, comparable(known, form, instrument), yardstick)
    : begun({ instrument: code, version, respondent }, form);
  const others = outcome.courses.filter((one) => one !== known);
  const moments = known ? momentsBetween(known, next) : [];
  return {
    courses: [...others, next].slice(-MOST_COURSES),
    moments: moments.length === 0 ? outcome.moments : [...outcome.moments, ...moments].slice(-MOST_MOMENTS),
  };
}

const pointOf = ({ at, event, value }: OutcomeForm): Point => ({ at, event, value });

type Named = Pick<OutcomeCourse, 'instrument' | 'version' | 'respondent'>;

const begun = (named: Named, form: OutcomeForm): OutcomeCourse => ({
  ...named,
  forms: 1,
  first: pointOf(form),
  latest: pointOf(form),
  recent: [form.value],
  best: null,
  parts: form.parts.map((value) => ({ first: value, late: value === null, recent: value === null ? [] : [value] })),
  worse: null,
  crossed: null,
  better: null,
});

function further(course: OutcomeCourse, form: OutcomeForm, yardstick: Yardstick): OutcomeCourse {
  const worse = worseAfter(course, form, yardstick);
  return {
    ...course,
    forms: course.forms + 1,
    latest: pointOf(form),
    recent: [...course.recent, form.value].slice(-MOST_RECENT),
    best: bestAfter(course, form, yardstick),
    parts: form.parts.map((value, i) => partAfter(course.parts[i], value)),
    worse,
    crossed: crossedAfter(course, form, yardstick),
    better: worse && worse.level > 0 && worse.kind !== 'line' ? null : betterAfter(course, form, yardstick),
  };
}

const UNANSWERED: PartCourse = { first: null, late: true, recent: [] };

function partAfter(course: PartCourse = UNANSWERED, value: number | null): PartCourse {
  if (value === null) return course;
  return { ...course, first: course.first ?? value, recent: [...course.recent, value].slice(-MOST_RECENT) };
}

function bestAfter({ best, latest }: OutcomeCourse, { value }: OutcomeForm, { towardsWorse }: Yardstick): number {
  const held = towardsWorse(latest.value, value) > 0 ? value : latest.value;
  return best === null || towardsWorse(held, best) > 0 ? held : best;
}

/** The further of what was told counts; a form that is clearly better than it makes the next crossing news again. */
function crossedAfter({ worse, crossed }: OutcomeCourse, { value }: OutcomeForm, yardstick: Yardstick): number | null {
  const { whole, towardsWorse } = yardstick;
  const told = worse && isToldBeyond(worse, yardstick) ? worse.now : null;
  const isFurther = told !== null && (crossed === null || towardsWorse(crossed, told) > 0);
  const known = isFurther ? told : crossed;
  return known !== null && atLeast(towardsWorse(value, known), whole.error) ? null : known;
}

const isToldBeyond = ({ part, level, told, now }: Worsening, { isBeyond }: Yardstick): boolean =>
  part === null && level > 0 && told > 0 && isBeyond(now);

function worseAfter(course: OutcomeCourse, form: OutcomeForm, yardstick: Yardstick): Worsening | null {
  const found = judge(course, form, yardstick);
  const { worse } = course;
  const measured = { form, yardstick };
  if (!worse) return found && beginWith(found, measured);
  if (!isOver(worse, measured)) return seenIn(goOn(worse, { found, ...measured }), measured);
  return found && found.level > 0 ? beginWith(found, measured) : null;
}

interface Heard {
  readonly found: Finding | null;
  readonly form: OutcomeForm;
  readonly yardstick: Yardstick;
}
type Measured = Omit<Heard, 'found'>;

function beginWith(found: Finding, measured: Measured): Worsening {
  const { at, event, historical, value } = measured.form;
  const now = figureIn(found, measured) ?? value;
  return { ...found, at, event, historical, seen: event, now, told: 0, known: null, setAside: false };
}

/** A part that was not answered says nothing. */
const figureIn = ({ part }: Finding, { form, yardstick }: Measured): number | null =>
  part === null ? form.value : (form.parts[yardstick.parts.findIndex(({ code }) => code === part)] ?? null);

const scaleOf = ({ part }: Finding, { whole, parts }: Yardstick): { readonly error: number } =>
  parts.find(({ code }) => code === part) ?? whole;

/** What crossed the cutoff on its way has to come back across it too. */
function isOver(worse: Worsening, { form, yardstick }: Measured): boolean {
  const { isBeyond, towardsWorse } = yardstick;
  if (worse.part === null && isBeyond(form.value) && !isBeyond(worse.before)) return false;
  const figure = figureIn(worse, { form, yardstick });
  if (figure === null) return false;
  return worse.kind === 'line' || isBack(scaleOf(worse, yardstick), towardsWorse(worse.before, figure));
}

function goOn(worse: Worsening, heard: Heard): Worsening {
  const { found, form } = heard;
  if (worse.known !== null && isFurther(worse, worse.known, heard))
    return { ...(found ? graver(worse, found) : worse), ...newsOf(form), told: 0, known: null, setAside: false };
  if (!found || !isGraver(worse, found)) return worse;
  const next = graver(worse, found);
  return found.level > worse.level && worse.known === null ? { ...next, ...newsOf(form) } : next;
}

/** It may last although a form no longer shows it by itself: then the figure of the last one that did stays. */
function seenIn(worse: Worsening, measured: Measured): Worsening {
  const { form, yardstick } = measured;
  const now = figureIn(worse, measured);
  if (now === null) return worse;
  const shows =
    worse.kind === 'line' || atLeast(yardstick.towardsWorse(worse.before, now), scaleOf(worse, yardstick).error);
  return shows ? { ...worse, now, seen: form.event } : worse;
}

const newsOf = ({ event, historical }: OutcomeForm): Pick<Worsening, 'event' | 'historical'> => ({ event, historical });

/** What was one part, or just across the line, and is the whole form now, is told as that. */
const isGraver = (worse: Worsening, found: Finding): boolean =>
  found.level > worse.level || (found.kind === 'error' && worse.kind !== 'error');

const graver = (worse: Worsening, found: Finding): Worsening =>
  isGraver(worse, found) ? { ...worse, ...found, level: found.level > worse.level ? found.level : worse.level } : worse;

function isFurther(worse: Worsening, known: number, { form, yardstick }: Heard): boolean {
  const figure = figureIn(worse, { form, yardstick });
  return figure !== null && atLeast(yardstick.towardsWorse(known, figure), scaleOf(worse, yardstick).error);
}

/** Latched: it takes half of the way back to lose it, and one form beyond the cutoff to be no longer recovered. */
function betterAfter(
  { first, latest, better }: OutcomeCourse,
  { value }: OutcomeForm,
  { whole, towardsWorse, changeFrom, isBeyond }: Yardstick,
): OutcomeCourse['better'] {
  const gain = 0 - towardsWorse(first.value, value);
  if (isClear(whole, gain, 0 - towardsWorse(first.value, latest.value)))
    return changeFrom(first.value, value) === 'recovered' ? 'recovered' : 'improved';
  if (better === null || !isHalfway(whole, gain)) return null;
  return isBeyond(value) ? 'improved' : better;
}

function momentsBetween(before: OutcomeCourse, after: OutcomeCourse): readonly OutcomeMoment[] {
  const { instrument, version, respondent, latest } = after;
  const kind = momentOf(before, after);
  if (kind === null) return [];
  const level = kind === 'worse' ? (after.worse?.level ?? 0) : 0;
  return [{ ...latest, kind, level, instrument, version, respondent }];
}

function momentOf(before: OutcomeCourse, after: OutcomeCourse): OutcomeMoment['kind'] | null {
  if (after.worse && after.worse.event !== before.worse?.event) return 'worse';
  if (after.better && isHigher(after.better, before.better)) return after.better;
  return before.worse && !after.worse ? 'back' : null;
}

const isHigher = (now: 'improved' | 'recovered', before: OutcomeCourse['better']): boolean =>
  before === null || (now === 'recovered' && before === 'improved');
