/** What is said of a part that fell; rules on parts keep the contract of every rule, on forms that have parts. */
import fc from 'fast-check';
import { partsOf, rapportPulse, srs, type Instrument } from '#lib/instruments';
import { ratingOccasion } from '../../spec/ratings.js';
import { tierAtLeast } from '../state/rupture-tier.js';
import { partFell } from './part-fell.rule.js';
import type { RatingOccasion } from './rupture-rule.js';
import { slowDrift } from './slow-drift.rule.js';

type Parts = readonly number[];
const formsOf = (
  instrument: Instrument,
  parts: readonly Parts[],
  more: Partial<RatingOccasion> = {},
): RatingOccasion => {
  const { rated, ...rest } = ratingOccasion(
    instrument,
    parts.map(() => 38),
  );
  return { ...rest, rated: rated.map((rating, i) => ({ ...rating, parts: parts[i] ?? [] })), ...more };
};

describe('a part of the SRS, which is told from 28.9 in a hundred on', () => {
  const USUAL: Parts = [90, 90, 90];
  const said = (now: Parts, forms = 3, more: Partial<RatingOccasion> = {}) =>
    partFell.check(formsOf(srs, [...Array<Parts>(forms).fill(USUAL), now], more));

  it('is named with what was usual, the form before and the latest', () =>
    expect(said([61, 90, 90], 4)).toEqual({
      tier: 'probable',
      reference: null,
      evidence: ['s 3', 's 4'],
      facts: { part: 'bond', partBefore: 90, partNow: 61 },
    }));

  it('has the usual total to come back to where that is lower, too', () => {
    const { rated, ...rest } = formsOf(srs, [USUAL, USUAL, USUAL, [55, 90, 90]]);
    const lower = rated.map((rating, i) => (i === 3 ? { ...rating, value: 36 } : rating));
    expect(partFell.check({ ...rest, rated: lower })?.reference).toBe(38);
  });

  it.each([
    [3, 71, undefined],
    [3, 70, 'suspected'],
    [3, 62, 'suspected'],
    [3, 61, 'probable'],
    [2, 66, undefined],
    [2, 65, 'suspected'],
    [2, 53, 'suspected'],
    [2, 52, 'probable'],
    [1, 50, undefined],
    [1, 49, 'probable'],
  ])('beside %d earlier forms of 90, at %d: %s', (forms, now, tier) =>
    expect(said([now, 90, 90], forms)?.tier).toBe(tier),
  );

  it('needs one form that was known after a prompt was ended, and no more of a fall', () => {
    expect(said([61, 90, 90], 1, { afterEnd: true })?.tier).toBe('probable');
    expect(said([62, 90, 90], 1, { afterEnd: true })?.tier).toBe('suspected');
  });

  it('is the one that fell most surely; another one is named where that is as sure', () => {
    expect(said([61, 61, 90])?.facts).toMatchObject({ part: 'bond', alsoPart: 'goal' });
    expect(said([70, 70, 90])?.facts).toMatchObject({ part: 'bond', alsoPart: 'goal' });
    expect(said([61, 70, 90])?.facts).not.toHaveProperty('alsoPart');
    expect(said([90, 70, 61])?.facts).toEqual({ part: 'task', partBefore: 90, partNow: 61 });
    expect(said([70, 55, 90], 3, { first: ['bond'] })?.facts).toEqual({ part: 'goal', partBefore: 90, partNow: 55 });
  });

  it.each([
    ['does not become usual by lasting', ['part-fell'], 'probable', 90],
    ['does not become usual by lasting, when it was suspected', ['part-fell'], 'suspected', 90],
    ['is usual where another rule spoke of the form', ['level'], 'probable', undefined],
    ['is usual where it only asked for a look', ['part-fell'], 'prompt', undefined],
  ] as const)('%s', (...[, rules, verdict, before]) => {
    const { rated, ...rest } = formsOf(srs, [USUAL, USUAL, ...Array<Parts>(5).fill([50, 90, 90])]);
    const judged = rated.map((rating, i) => (i < 2 || i > 5 ? rating : { ...rating, rules, verdict }));
    expect(partFell.check({ ...rest, rated: judged })?.facts['partBefore']).toBe(before);
  });
});

describe('parts of the Pulse that share a question', () => {
  const CODES = partsOf(rapportPulse).map(({ code }) => code);
  const said = (now: Readonly<Record<string, number>>) => {
    const usual = CODES.map(() => 90);
    const fallen = CODES.map((code) => now[code] ?? 90);
    return partFell.check(formsOf(rapportPulse, [usual, usual, usual, fallen]))?.facts;
  };

  it('are one piece of news, whichever fell further', () => {
    expect(said({ bond: 60, empathy: 40 })).toEqual({ part: 'bond', partBefore: 90, partNow: 60 });
    expect(said({ bond: 65, empathy: 30 })).toEqual({ part: 'empathy', partBefore: 90, partNow: 30 });
  });

  it('do not hide another that asks something else', () => {
    expect(said({ bond: 60, empathy: 40, goal: 40 })).toMatchObject({ part: 'bond', alsoPart: 'goal' });
    expect(said({ empathy: 30, trust: 35 })).toMatchObject({ part: 'empathy', alsoPart: 'trust' });
  });
});

const PARTS = 10;
const part = fc.option(
  fc.integer({ min: 0, max: 10 }).map((n) => 10 * n),
  { freq: 12 },
);
const anything = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.array(part, { minLength: PARTS, maxLength: PARTS })), {
    minLength: 1,
    maxLength: 18,
  })
  .map((forms): RatingOccasion => {
    const occasion = ratingOccasion(
      rapportPulse,
      forms.map(([value]) => value),
    );
    return { ...occasion, rated: occasion.rated.map((rating, i) => ({ ...rating, parts: forms[i]?.[1] ?? [] })) };
  });

describe.each([partFell, slowDrift])('$code', (rule) => {
  it('never speaks louder when its threshold is raised', () => {
    fc.assert(
      fc.property(anything, fc.double({ min: 0, max: 3, noNaN: true }), (given, more) => {
        const raised = { [rule.strictness]: (rule.parameters[rule.strictness] ?? 0) + more };
        const strict = rule.check(given, raised)?.tier ?? null;
        expect(strict === null || tierAtLeast(rule.check(given)?.tier ?? null, strict)).toBe(true);
      }),
    );
  });

  it('names its evidence, the judged form last, and a reference above what was rated', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const finding = rule.check(given);
        if (!finding) return;
        const now = given.rated.at(-1);
        expect(finding.evidence.at(-1)).toBe(now?.event);
        expect(finding.reference === null || finding.reference > (now?.value ?? 0)).toBe(true);
      }),
    );
  });
});
