import { instrumentWith, named } from '../spec/instruments.js';
import { isBack, isClear, isHalfway, isWatched, yardstickOf } from './yardstick.js';

describe('what is watched', () => {
  it.each<[string, string, boolean]>([
    ['ors', 'client', true],
    ['ors', 'member:a', true],
    ['ors', 'member', false],
    ['ors', 'clinician', false],
    ['ors', 'observer', false],
    ['goals', 'clinician', false],
    ['homework', 'client', true],
    ['srs', 'client', false],
    ['seq', 'client', false],
  ])('%s of %s: %s', (code, respondent, watched) => expect(isWatched(named(code), respondent)).toBe(watched));
});

describe('a clear step', () => {
  it.each<[step: number, before: number, plain: boolean, cautious: boolean]>([
    [3.9, 9, false, false],
    [4, 0, true, false],
    [5.9, 3.9, true, false],
    [4, 4, true, true],
    [6, 0, true, true],
    [6 - 1e-10, 0, true, true],
  ])('of %d after %d', (...[step, before, plain, cautious]) => {
    expect(isClear({ error: 4, cautious: false }, step, before)).toBe(plain);
    expect(isClear({ error: 4, cautious: true }, step, before)).toBe(cautious);
  });

  it('is halfway at half, and back below it', () => {
    expect([1.9, 2, 2.1].map((step) => isHalfway({ error: 4 }, step))).toEqual([false, true, true]);
    expect([1.9, 2, 2.1].map((step) => isBack({ error: 4 }, step))).toEqual([true, false, false]);
  });
});

describe('the yardstick of a form', () => {
  it('knows which way is worse', () => {
    expect(yardstickOf(named('ors')).towardsWorse(30, 22)).toBe(8);
    expect(yardstickOf(named('phq-9')).towardsWorse(8, 16)).toBe(8);
    expect(yardstickOf(named('phq-9')).towardsWorse(16, 8)).toBe(-8);
  });

  it('knows the far side of the cutoff, and that there may be none', () => {
    const phq = yardstickOf(named('phq-9'));
    expect([9, 10].map(phq.isBeyond)).toEqual([false, true]);
    const none = yardstickOf(instrumentWith({}));
    expect([none.hasLine, none.isBeyond(0), phq.hasLine]).toEqual([false, false, true]);
  });

  it('is careful with steps between hours, which stand in the list and prompt nobody', () => {
    const { whole, most } = yardstickOf(named('homework'));
    expect([whole.cautious, most]).toEqual([true, 0]);
    expect([yardstickOf(named('ors')).whole, yardstickOf(named('ors')).most]).toEqual([
      { error: 6, cautious: false },
      2,
    ]);
  });

  it('classes change as the field does', () => {
    const { changeFrom } = yardstickOf(named('phq-9'));
    expect([8, 10, 11, 22].map((post) => changeFrom(16, post))).toEqual([
      'recovered',
      'improved',
      'unchanged',
      'deteriorated',
    ]);
  });
});
