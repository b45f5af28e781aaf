/**
 * What one more form says, beside those before it. Compared with the first form, which is the usual way; with the
 * median of the last five, so that what was gained and lost again is seen; and with the best level that two forms in
 * a row have held, so that a slow drift is. The best of many is partly luck, so it has to be clearer, unless the form is
 * back beyond the cutoff.
 */
import { median } from '#lib/statistics';
import type { Finding, Level, OutcomeCourse, OutcomeForm, PartCourse, Since } from './course.js';
import { isClear, isHalfway, type Scale, type Yardstick } from './yardstick.js';

interface Reference {
  readonly since: Since;
  readonly value: number;
}

/** So many on the good side are no chance. */
const GOOD_FORMS = 2;
/** Fewer have no middle to speak of. */
const FEWEST_USUAL = 3;

/** The gravest of what there is to say; null where nothing got worse. */
export function judge(course: OutcomeCourse, form: OutcomeForm, yardstick: Yardstick): Finding | null {
  const found = [
    beyondError(course, form, yardstick),
    acrossLine(course, form, yardstick),
    ...partsAlone(course, form, yardstick),
  ].filter((finding) => finding !== null);
  return found.reduce<Finding | null>((first, one) => (first && first.level >= one.level ? first : one), null);
}

function referencesOf({ first, recent, best }: OutcomeCourse): readonly Reference[] {
  return [
    { since: 'start', value: first.value },
    ...usualOf(recent),
    ...(best === null ? [] : [{ since: 'best', value: best } as const]),
  ];
}

function usualOf(recent: readonly number[]): readonly Reference[] {
  const middle = recent.length < FEWEST_USUAL ? undefined : median(recent);
  return middle === undefined ? [] : [{ since: 'usual', value: middle }];
}

function beyondError(course: OutcomeCourse, { value }: OutcomeForm, yardstick: Yardstick): Finding | null {
  const { whole, towardsWorse, isBeyond } = yardstick;
  const isBack = (from: number): boolean => isBeyond(value) && !isBeyond(from);
  const isWorse = ({ since, value: from }: Reference): boolean =>
    isClear(
      { ...whole, cautious: whole.cautious || (since === 'best' && !isBack(from)) },
      towardsWorse(from, value),
      towardsWorse(from, course.latest.value),
    );
  const against = referencesOf(course).find(isWorse);
  if (!against) return null;
  return { kind: 'error', level: levelAt(value, yardstick), since: against.since, before: against.value, part: null };
}

/** Reliably worse where there is nothing to worry about yet asks for an eye on it; elsewhere for a talk. */
const levelAt = (value: number, { isBeyond, hasLine, most }: Yardstick): Level =>
  hasLine && !isBeyond(value) ? 1 : most;

/**
 * Across the cutoff within the form's own error: seen at once, and told where the forms before it were on the good side,
 * where it goes halfway, or once it stays there. Told once: who goes to and fro across it is in sight, and no more.
 */
function acrossLine(course: OutcomeCourse, { value }: OutcomeForm, yardstick: Yardstick): Finding | null {
  const { whole, isBeyond, towardsWorse } = yardstick;
  const from = usualOf(course.recent)[0] ?? { since: 'start', value: course.first.value };
  if (isBeyond(from.value) || !isBeyond(value)) return null;
  const isSure = isHalfway(whole, towardsWorse(from.value, value)) || isNewAcross(course, yardstick);
  return {
    kind: 'line',
    level: isSure && course.crossed === null ? 1 : 0,
    since: from.since,
    before: from.value,
    part: null,
  };
}

/** From where the last two forms were, or there to stay. */
function isNewAcross({ recent, latest }: OutcomeCourse, { isBeyond }: Yardstick): boolean {
  const before = recent.slice(-GOOD_FORMS);
  return isBeyond(latest.value) || (before.length === GOOD_FORMS && !before.some(isBeyond));
}

/** Each part that moved alone; the one that moved most comes first. */
function partsAlone(course: OutcomeCourse, { parts }: OutcomeForm, yardstick: Yardstick): readonly (Finding | null)[] {
  const moved = yardstick.parts.flatMap((part, i) => {
    const value = parts[i] ?? null;
    const against = value === null ? null : partAgainst(course.parts[i], { value, part, yardstick });
    return against === null || value === null
      ? []
      : [{ against, part, by: sizeOf(against, value, yardstick) / part.error }];
  });
  return moved
    .toSorted((a, b) => b.by - a.by)
    .map(({ against, part }) => ({
      kind: 'part',
      level: yardstick.most === 0 ? 0 : 1,
      since: against.since,
      before: against.value,
      part: part.code,
    }));
}

const sizeOf = ({ value: from }: Reference, value: number, { towardsWorse }: Yardstick): number =>
  towardsWorse(from, value);

interface PartAnswer {
  readonly value: number;
  readonly part: Pick<Scale, 'error'>;
  readonly yardstick: Yardstick;
}

/** Parts swing more than the whole. */
function partAgainst(course: PartCourse | undefined, { value, part, yardstick }: PartAnswer): Reference | null {
  if (!course || course.first === null) return null;
  const latest = course.recent.at(-1) ?? course.first;
  const { towardsWorse } = yardstick;
  const references: readonly Reference[] = [{ since: 'start', value: course.first }, ...usualOf(course.recent)];
  const scale = { error: part.error, cautious: true };
  return (
    references.find(({ value: from }) => isClear(scale, towardsWorse(from, value), towardsWorse(from, latest))) ?? null
  );
}
