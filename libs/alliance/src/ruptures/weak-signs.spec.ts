/** Several small signs together: what is said of them, and what rests on them. */
import type { Sign, SignCode } from '#lib/courses';
import { day } from '../../spec/history.js';
import type { SignsOccasion } from './rupture-rule.js';
import { restsOnLittle, thresholdUnder, weakSigns } from './weak-signs.rule.js';

const sign = (code: SignCode, at = 10, more: Partial<Sign> = {}): Sign => ({
  ...{ code, at: day(at), about: `${code} ${at}`, event: `s ${code}-${at}`, times: 1 },
  ...more,
});
const occasion = (...signs: readonly Sign[]): SignsOccasion => ({
  ...{ kind: 'signs', signs, news: [], at: day(10), event: 's latest' },
});

describe('small signs', () => {
  it('are told with the sum of their points, rounded, and the event that brought the latest last', () =>
    expect(weakSigns.check(occasion(sign('said-not-sorted-out'), sign('hour-missed', 5)))).toEqual({
      tier: 'probable',
      reference: null,
      evidence: ['s said-not-sorted-out-10', 's hour-missed-5', 's latest'],
      facts: { small: 'said-not-sorted-out hour-missed', together: 'several', points: 2.8 },
    }));

  it('are told as one where the clinic hears of one', () =>
    expect(weakSigns.check(occasion(sign('said-not-sorted-out')), { perWeek: 0.5, stricter: 1 })?.facts).toEqual({
      small: 'said-not-sorted-out',
      together: 'one',
      points: 2,
    }));

  it('name the latest ten events, each once', () => {
    const missed = Array.from({ length: 12 }, (_, i) => sign('hour-missed', i - 2, { event: `s ${i}` }));
    const latest = sign('said-not-sorted-out', 10, { event: 's latest' });
    const found = weakSigns.check(occasion(latest, ...missed));
    expect(found?.evidence).toEqual([...missed.slice(-9).map(({ event }) => event), 's latest']);
  });
});

describe('what little a prompt may rest on', () => {
  it.each<[string, readonly string[], object, boolean]>([
    ['one sign of the hour', ['weak-signs'], { small: 'said-a-little', together: 'one' }, true],
    ['what was missing alone', ['weak-signs'], { small: 'hour-missed form-unanswered', together: 'several' }, true],
    ['several, one of the hour', ['weak-signs'], { small: 'hour-missed said-a-little', together: 'several' }, false],
    ['another rule as well', ['weak-signs', 'level'], { small: 'said-a-little', together: 'one' }, false],
  ])('%s: %#', (...[, rules, facts, little]) => expect(restsOnLittle({ rules, facts: facts as never })).toBe(little));
});

describe('the threshold', () => {
  it('is that of the budget, times how much stricter the clinic is', () => {
    expect(thresholdUnder(undefined)).toBe(2.1);
    expect(thresholdUnder({ perWeek: 0.5 })).toBe(1.42);
    expect(thresholdUnder({ stricter: 2 })).toBe(4.2);
    expect(thresholdUnder({ perWeek: 0.5, stricter: 2 })).toBe(2.84);
  });
});
