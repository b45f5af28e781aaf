/** What the rules on falls say in a finding, and where exactly they begin to speak. */
import { ratingOccasion } from '../../spec/ratings.js';
import { arm5, haqIi, rapportPulse, srs, waiSr } from '#lib/instruments';
import { controlLimits } from './control-limits.rule.js';
import { dualSpread } from './dual-spread.rule.js';
import { level } from './level.rule.js';
import { reliableDrop } from './reliable-drop.rule.js';
import { ASKING_RULES, evidenceKindOf, isRuleCode, RULES } from './roster.js';

it.each(RULES.map((rule) => [rule.code, rule] as const))('%s has a heading and says whose rule it is', (_, rule) => {
  expect(rule.title).toMatch(/^[A-Z]\S* \S+/);
  expect(rule.source).toMatch(/^[A-Z].*\.$/);
  expect(rule.because).toMatch(/^[A-Z].*\.$/);
});

const { reliableChange: _, ...bare } = haqIi;
/** About something else than the relationship, so that nothing is assumed of it. */
const unknown = { ...bare, construct: 'outcome' } as const;

it('stands for the detectors of the literature in their order, then for those of one school', () =>
  expect(RULES.map(({ code, detector = '-', evidenceKind, asks }) => [code, detector, evidenceKind, asks])).toEqual([
    ['level', 'D1', 'ratings', true],
    ['reliable-drop', 'D2', 'ratings', false],
    ['dual-spread', 'D3', 'ratings', false],
    ['control-limits', 'D4', 'ratings', false],
    ['direct-report', 'D5', 'words', false],
    ['coded-markers', 'D6', 'markers', false],
    ['seen-differently', 'D7', 'ratings', true],
    ['low-mark', '-', 'ratings', true],
    ['small-fall', '-', 'ratings', true],
    ['part-fell', '-', 'ratings', false],
    ['slow-drift', '-', 'ratings', false],
    ['swings', '-', 'ratings', false],
    ['low-start', '-', 'ratings', true],
    ['weak-signs', '-', 'signs', false],
  ]));

it.each(RULES.map((rule) => [rule.code, rule] as const))(
  '%s says what it draws on, to whoever follows it',
  (...[, rule]) =>
    expect([evidenceKindOf(rule.code), isRuleCode(rule.code), ASKING_RULES.has(rule.code)]).toEqual([
      rule.evidenceKind,
      true,
      rule.asks,
    ]),
);

it('a rule that this version no longer has is known as such, in a state that still names it', () =>
  expect([evidenceKindOf('gone'), isRuleCode('gone'), ASKING_RULES.size]).toEqual([undefined, false, 5]));

it.each(RULES.map((rule) => [rule.code, rule] as const))('%s has a figure that makes it stricter', (_, rule) =>
  expect(rule.parameters).toHaveProperty([rule.strictness]),
);

describe('a rating below the level', () => {
  const said = (values: readonly number[], chosen?: object) =>
    level.check(ratingOccasion(rapportPulse, values), chosen && { ...level.parameters, ...chosen });

  it('is told with the line, and measured against where the fall began', () =>
    expect(said([75, 80, 69])).toEqual({
      tier: 'prompt',
      reference: 80,
      evidence: ['s 2'],
      facts: { now: 69, floor: 70 },
    }));

  it('names every form of the row that makes it a suspicion', () =>
    expect(said([80, 69, 68])).toMatchObject({ tier: 'suspected', evidence: ['s 1', 's 2'] }));

  it('has to come back to the line at least', () => expect(said([75, 60, 66])?.reference).toBe(70));

  it('was no fall where it was so from the first form on', () => {
    expect(said([69])).toMatchObject({ tier: 'prompt', reference: null, standing: true });
    expect(said([69, 68])).toMatchObject({ tier: 'suspected', reference: null, standing: true });
    expect(said([80, 69, 68])).not.toHaveProperty('standing');
  });

  it('has to last as long as the clinic asks', () => {
    expect(said([80, 69, 68], { consecutive: 3 })).toMatchObject({ tier: 'prompt', evidence: ['s 2'] });
    expect(said([69, 68], { consecutive: 3 })?.tier).toBe('prompt');
    expect(said([80, 69, 68, 67], { consecutive: 3 })?.evidence).toEqual(['s 1', 's 2', 's 3']);
    expect(said([80, 69], { consecutive: 1 })?.tier).toBe('suspected');
  });

  it('counts the line itself only where the clinic says so', () => {
    expect(said([80, 70])).toBeUndefined();
    expect(said([80, 70], { inclusive: 1 })?.tier).toBe('prompt');
    expect(said([80, 70, 70], { inclusive: 1 })?.tier).toBe('suspected');
    expect(said([80, 71], { inclusive: 1 })).toBeUndefined();
  });

  it('is nothing on a form without a line', () =>
    expect(level.check(ratingOccasion(haqIi, [100, 19, 19]))).toBeUndefined());
});

describe('a reliable drop', () => {
  const said = (values: readonly number[], chosen?: object) =>
    reliableDrop.check(ratingOccasion(rapportPulse, values), chosen && { ...reliableDrop.parameters, ...chosen });

  it('begins at the published points, here 20', () => {
    expect(said([85, 90, 71])).toBeUndefined();
    expect(said([85, 90, 70])).toEqual({
      tier: 'probable',
      reference: 90,
      evidence: ['s 1', 's 2'],
      facts: { before: 90, now: 70 },
    });
  });

  it('is asked to be larger, or quicker, where the clinic says so', () => {
    expect(said([90, 51], { reliableChanges: 2 })).toBeUndefined();
    expect(said([90, 50], { reliableChanges: 2 })?.tier).toBe('probable');
    expect(said([92, 80, 70])?.tier).toBe('probable');
    expect(said([92, 80, 70], { stepsBack: 1 })).toBeUndefined();
  });

  it('is never a rise or a standstill, even where every change would count', () => {
    expect(said([70, 90], { reliableChanges: 0 })).toBeUndefined();
    expect(said([90, 90], { reliableChanges: 0 })).toBeUndefined();
  });

  it('M7: is measured by an assumed error where nobody has published one, and not beside figures of the clinic’s own', () => {
    expect(reliableDrop.check(ratingOccasion(haqIi, [114, 96]))).toBeUndefined();
    expect(reliableDrop.check(ratingOccasion(haqIi, [114, 94]))?.tier).toBe('probable');
    expect(reliableDrop.check(ratingOccasion(haqIi, [114, 19], { own: { between: 14 } }))).toBeUndefined();
    expect(reliableDrop.check(ratingOccasion(haqIi, [114, 19], { own: { error: 3 } }))).toBeUndefined();
  });

  it('is not known of an outcome form that brings no error', () =>
    expect(reliableDrop.check(ratingOccasion(unknown, [114, 19]))).toBeUndefined());
});

describe('a fall in spreads', () => {
  // The spread between clients of the WAI-SR is 7.8 points.
  const tierOf = (last: number, chosen?: { spreads: number }) =>
    dualSpread.check(ratingOccasion(waiSr, [48, 50, last]), chosen)?.tier;

  it.each([
    [42.3, undefined],
    [42.2, 'suspected'],
    [34.5, 'suspected'],
    [34.4, 'probable'],
  ])('from 50 to %d: %s', (last, tier) => expect(tierOf(last)).toBe(tier));

  it('needs twice as much where the clinic asks for two spreads', () =>
    expect([42.2, 34.5, 34.4, 18.9, 18.8].map((last) => tierOf(last, { spreads: 2 }))).toEqual([
      undefined,
      undefined,
      'suspected',
      'suspected',
      'probable',
    ]));

  it('is told in whole points on a wide scale and with one decimal on a narrow one', () => {
    expect(dualSpread.check(ratingOccasion(waiSr, [48, 50, 42.2]))).toEqual({
      tier: 'suspected',
      reference: 50,
      evidence: ['s 1', 's 2'],
      facts: { before: 50, now: 42 },
    });
    expect(dualSpread.check(ratingOccasion(arm5, [6.44, 5.54]))?.facts).toEqual({ before: 6.4, now: 5.5 });
    expect(dualSpread.check(ratingOccasion(srs, [38.25, 32.21]))?.facts).toEqual({ before: 38.3, now: 32.2 });
  });

  it('takes the clinic’s own spread between clients before the published one', () => {
    const own = { between: 5 };
    expect(dualSpread.check(ratingOccasion(waiSr, [50, 45], { own }))?.tier).toBe('suspected');
    expect(dualSpread.check(ratingOccasion(waiSr, [50, 45.1], { own }))).toBeUndefined();
  });

  it('is not known where nobody knows how clients differ, nor in a rise', () => {
    expect(dualSpread.check(ratingOccasion(unknown, [114, 19]))).toBeUndefined();
    expect(dualSpread.check(ratingOccasion(waiSr, [50, 50]), { spreads: 0 })).toBeUndefined();
    expect(dualSpread.check(ratingOccasion(waiSr, [50, 58]), { spreads: 0 })).toBeUndefined();
  });
});

describe('limits of a client’s own course', () => {
  const SIX = Array<number>(6).fill(37.6);
  const said = (later: readonly number[], chosen?: object, own: object = { error: 2 }) =>
    controlLimits.check(
      ratingOccasion(srs, [...SIX, ...later], { own }),
      chosen && { ...controlLimits.parameters, ...chosen },
    );

  it.each([
    [33.6, undefined],
    [33.5, 'suspected'],
    [31.6, 'suspected'],
    [31.5, 'probable'],
  ])('two and three steps of 2 points below 37.6, at %d: %s', (last, tier) => expect(said([last])?.tier).toBe(tier));

  it('lie further out where the clinic says so', () => {
    expect(said([31.6], { limits: 3 })).toBeUndefined();
    expect(said([31.5], { limits: 3 })?.tier).toBe('suspected');
  });

  it('are told in whole points, with the form that broke them', () =>
    expect(said([38, 31.5])).toEqual({
      tier: 'probable',
      reference: expect.closeTo(37.6, 9),
      evidence: ['s 7'],
      facts: { before: 38, now: 32 },
    }));

  it('are drawn from the first six forms, or from more where the clinic says so, never from fewer', () => {
    expect(said([20], { baseline: 7 })).toBeUndefined();
    expect(said([37.6, 20], { baseline: 7 })?.tier).toBe('probable');
    const few = ratingOccasion(srs, [37, 37, 37, 20], { own: { error: 2 } });
    expect(controlLimits.check(few, { ...controlLimits.parameters, baseline: 3 })).toBeUndefined();
  });

  it('are not known without the error of a form', () => {
    expect(said([20], undefined, { error: 0 })).toBeUndefined();
    expect(controlLimits.check(ratingOccasion(unknown, [90, 90, 90, 90, 90, 90, 30]))).toBeUndefined();
  });

  it('find a drift: a row of forms a little below the centre', () => {
    const row = [37.5, 37.4, 36.4];
    expect(said(row, { inARow: 3 })).toEqual({
      tier: 'suspected',
      reference: expect.closeTo(37.6, 9),
      evidence: ['s 6', 's 7', 's 8'],
      facts: { before: 38, now: 36 },
    });
    expect(said(row.with(0, 37.6), { inARow: 3 })).toBeUndefined();
    expect(said(row, { inARow: 4 })).toBeUndefined();
  });

  it('count no form twice: those that gave the centre are no part of a drift', () => {
    const early = [38, 38, 38, 38, 38, 37];
    const drift = (later: number) =>
      controlLimits.check(ratingOccasion(srs, [...early, ...Array<number>(later).fill(37)], { own: { error: 2 } }));
    expect(drift(7)).toBeUndefined();
    expect(drift(8)?.evidence).toHaveLength(8);
  });
});
