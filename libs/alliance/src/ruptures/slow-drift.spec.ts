/** A slow decline over many forms: how steep, over how many, and what is said of it. */
import { haqIi, rapportPulse, waiSr } from '#lib/instruments';
import { ratingOccasion } from '../../spec/ratings.js';
import { slowDrift } from './slow-drift.rule.js';
import type { RatingOccasion } from './rupture-rule.js';

const line = (from: number, step: number, forms: number): number[] =>
  Array.from({ length: forms }, (_, i) => from - step * i);

describe('the whole form', () => {
  // the error of the Pulse is 7.2, so six forms go down by 3.4 each before it is said
  const said = (values: readonly number[], chosen?: object) =>
    slowDrift.check(ratingOccasion(rapportPulse, values), chosen && { ...slowDrift.parameters, ...chosen });

  it('is told with where the line begins, and the first and the latest form', () =>
    expect(said(line(90, 3.4, 6))).toEqual({
      tier: 'probable',
      reference: expect.closeTo(90, 9),
      evidence: ['s 0', 's 5'],
      facts: { before: 90, now: 73, slowly: 6 },
    }));

  it('is not told below what its error lets one expect', () => {
    expect(said(line(90, 3.3, 6))).toBeUndefined();
    expect(said(line(90, 3.4, 6), { errors: 3 })).toBeUndefined();
  });

  it('needs six forms, or more where the clinic says so, never fewer', () => {
    expect(said(line(90, 10, 5))).toBeUndefined();
    expect(said(line(90, 10, 5), { forms: 3 })).toBeUndefined();
    expect(said(line(90, 10, 7), { forms: 8 })).toBeUndefined();
    expect(said(line(90, 10, 8), { forms: 8 })?.facts).toMatchObject({ slowly: 8 });
  });

  it('is measured against a form that there was, however steep the line', () =>
    expect(said([...Array<number>(6).fill(90), 75, 60, 45])).toMatchObject({
      reference: 90,
      facts: { before: 90, now: 45 },
    }));

  it('is no news where one step brought the fall, which was told as it came', () => {
    expect(said([...Array<number>(6).fill(90), 40, 40, 40])).toBeUndefined();
    const small = said([...Array<number>(8).fill(90), ...Array<number>(8).fill(72)]);
    expect(small?.facts).toEqual({ before: 90, now: 72 });
  });

  it('looks back over sixteen forms', () =>
    expect(said(line(95, 1, 20))).toMatchObject({
      evidence: ['s 4', 's 19'],
      facts: { before: 91, now: 76, slowly: 16 },
    }));

  it('is not known without the error of a form', () => {
    const { reliableChange: _, ...bare } = haqIi;
    const unknown = { ...bare, construct: 'outcome' } as const;
    expect(slowDrift.check(ratingOccasion(unknown, line(110, 15, 6)))).toBeUndefined();
  });
});

describe('one part, while the others hold the total', () => {
  /** Forms on which bond, task and goal go down by so much each time. */
  const falling = (steps: readonly number[], more: Partial<RatingOccasion> = {}): RatingOccasion => {
    const { rated, ...rest } = ratingOccasion(waiSr, Array<number>(6).fill(50), more);
    return { ...rest, rated: rated.map((rating, i) => ({ ...rating, parts: steps.map((step) => 90 - step * i) })) };
  };
  const partOf = (steps: readonly number[], first: readonly string[]) =>
    slowDrift.check(falling(steps, { first }))?.facts['part'];

  it('is told by its name, and measured against no rating', () =>
    expect(slowDrift.check(falling([6, 0, 0]))).toEqual({
      tier: 'probable',
      reference: null,
      evidence: ['s 0', 's 5'],
      facts: { part: 'bond', partBefore: 90, partNow: 60, earlier: 'first', slowly: 6 },
    }));

  it('has to go down further than its own error, in hundredths of the range of the form', () => {
    // 1.96 errors of 3.49 points on a range of 48, and fewer answers: 24.7 in a hundred, or 5.9 a form
    expect(slowDrift.check(falling([5.8, 0, 0]))).toBeUndefined();
    expect(slowDrift.check(falling([5.9, 0, 0]))?.tier).toBe('probable');
  });

  it('is the one that the approach looks at first, where more than one goes down', () => {
    expect(partOf([6, 0, 6], [])).toBe('bond');
    expect(partOf([6, 0, 6], ['goal', 'bond'])).toBe('goal');
    expect(partOf([6, 0, 6], ['task', 'goal'])).toBe('goal');
    expect(partOf([6, 0, 6], ['task'])).toBe('bond');
  });
});
