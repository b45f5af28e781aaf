/** Courses that no single form shows: low from the start, slow decline, swings, a little off again and again. */
import { LIBRARY } from '#lib/instruments';
import { seededRandom } from '#lib/statistics';
import type { ClinicEvent } from '#lib/events';
import { pulseWith, rulesWith, totals } from '../../spec/forms.js';
import { opened, pulse } from '../../spec/history.js';
import type { Alert } from '../state/alert.js';
import { foldEpisode } from './episode.js';

const ACTIVE = rulesWith(...LIBRARY.filter(({ construct }) => construct === 'alliance'));
const alerts = (code: string, values: readonly number[]): readonly Alert[] =>
  foldEpisode([opened(), ...totals(code, values)], ACTIVE).alerts;
const strains = (code: string, values: readonly number[]) =>
  alerts(code, values).filter(({ rule }) => rule === 'strain-open');
/** Number of the form with which somebody is told first; undefined where nobody is. */
const firstTold = (code: string, values: readonly number[], rule = 'strain-open'): number | undefined => {
  const found = values.findIndex((_, i) => alerts(code, values.slice(0, i + 1)).some((alert) => alert.rule === rule));
  return found < 0 ? undefined : found + 1;
};

describe('M6: low from the first hours', () => {
  it.each([
    ['srs', [29, 30, 31, 29, 31, 30]],
    ['pulse', [45, 50, 48, 46, 50, 47]],
    ['csrs', [24, 22, 26, 25, 23]],
    ['gsrs', [28, 30, 27, 29, 28]],
    ['wai-sr', [30, 32, 31, 33, 30]],
    ['arm-5', [3.8, 4, 3.6, 4.2, 4]],
    ['haq-ii', [55, 60, 58, 56, 61]],
    ['wai-s', [40, 38, 42, 41, 39]],
  ])('%s is told once, by the fourth form', (code, values) => {
    expect(firstTold(code, values, 'low-start')).toBeLessThanOrEqual(4);
    expect(alerts(code, values).map(({ rule }) => rule)).toEqual(['low-start']);
  });

  it.each([
    ['srs', [35, 36, 35, 34, 35]],
    ['pulse', [62, 65, 66, 64, 63]],
    ['wai-sr', [42, 41, 40, 42, 41]],
    ['arm-5', [5, 5.2, 4.8, 5, 5]],
    ['haq-ii', [80, 78, 82, 80, 79]],
  ])('%s: who starts in the middle is not told', (code, values) => expect(alerts(code, values)).toEqual([]));

  it('is not told of who came up meanwhile, nor of who fell later', () => {
    expect(firstTold('pulse', [40, 55, 75, 80], 'low-start')).toBeUndefined();
    expect(firstTold('pulse', [85, 84, 86, 85, 45, 46], 'low-start')).toBeUndefined();
  });

  it('ends when the forms rise above the line', () =>
    expect(alerts('pulse', [45, 48, 46, 50, 72, 76])).toMatchObject([{ rule: 'low-start', status: 'eased' }]));

  it('is one message with a fall that is told of the same forms', () => {
    expect(alerts('pulse', [55, 54, 30]).map(({ rule }) => rule)).toEqual(['strain-open']);
    expect(alerts('srs', [33, 32, 20]).map(({ rule }) => rule)).toEqual(['strain-open']);
  });

  it('does not hide a later fall', () =>
    expect(alerts('pulse', [48, 50, 47, 49, 48, 22]).map(({ rule }) => rule)).toEqual(['low-start', 'strain-open']));
});

describe('M7: a fall on each form that measures the alliance', () => {
  it.each([
    ['haq-ii', [104, 105, 106, 105, 40]],
    ['wai-sr', [55, 56, 55, 42, 41, 40]],
    ['wai-s', [78, 77, 79, 50]],
    ['arm-5', [6.4, 6.4, 6.2, 4.2]],
    ['csrs', [39, 38, 39, 28]],
    ['gsrs', [38, 39, 38, 29]],
    ['srs', [39, 38, 39, 30]],
    ['pulse', [92, 91, 93, 60]],
  ])('%s is told', (code, values) => {
    const [alert] = strains(code, values);
    expect(alert?.facts).toMatchObject({ basis: 'drop', form: code });
    expect(alert?.facts['sure']).toBe(code === 'pulse' ? 'untested' : 'assumed');
  });

  it.each([
    ['haq-ii', [104, 100, 106, 98]],
    ['wai-sr', [55, 53, 56, 52]],
    ['wai-s', [78, 74, 79, 72]],
    ['arm-5', [6.4, 6, 6.2, 5.8]],
    ['csrs', [39, 38, 39, 37]],
  ])('%s: what lies within its error is not', (code, values) => expect(alerts(code, values)).toEqual([]));
});

describe('a slow decline', () => {
  const down = (by: number, count: number, from = 92): number[] =>
    Array.from({ length: count }, (_, i) => Math.round((from - by * i) * 10) / 10);

  it.each([
    ['pulse', 2, 9],
    ['pulse', 2.5, 9],
    ['pulse', 3, 8],
    ['pulse', 1, 16],
  ])('%s by %d points an hour is seen by form %d', (code, by, form) =>
    expect(firstTold(code, down(by, 16))).toBeLessThanOrEqual(form),
  );

  it('on other forms as well', () => {
    expect(firstTold('srs', down(1, 12, 39.5))).toBeLessThanOrEqual(9);
    expect(firstTold('wai-sr', down(1.2, 12, 58))).toBeLessThanOrEqual(9);
    expect(firstTold('haq-ii', down(2.4, 12, 110))).toBeLessThanOrEqual(9);
  });

  it('says that it was slow, from where and over how many forms', () =>
    expect(strains('pulse', down(2, 9))[0]?.facts).toMatchObject({ basis: 'slow', before: 92, now: 76, slowly: 9 }));

  it('of one part is seen where the others hold the total', () => {
    const events = [10, 9, 9, 8, 7, 7, 6, 5, 5, 4].map((p6, i) => pulseWith(7 * i + 7, { p6, p1: i > 4 ? 10 : 9 }));
    const told = foldEpisode([opened(), ...events]).alerts;
    expect(told.map(({ facts }) => facts['part'])).toEqual(['trust']);
  });

  it('is not found in steady forms, whatever their noise', () => {
    const random = seededRandom(11);
    const noise = (sd: number): number =>
      sd * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    let forms = 0;
    let found = 0;
    for (const sd of [2, 4, 6])
      for (let series = 0; series < 40; series++) {
        const values = Array.from({ length: 20 }, () => Math.max(0, Math.min(100, Math.round(84 + noise(sd)))));
        const { series: kept } = foldEpisode([opened(), ...totals('pulse', values)]);
        const ratings = kept.flatMap(({ ratings: all }) => all);
        forms += ratings.length;
        found += ratings.filter(({ rules }) => rules.some((rule) => rule === 'slow-drift' || rule === 'swings')).length;
      }
    expect(found / forms).toBeLessThan(0.01);
  });
});

describe('wide swings', () => {
  it.each([
    ['pulse', [90, 50, 92, 48, 90, 45, 91, 50]],
    ['srs', [39, 25, 39, 24, 38, 26, 39, 25]],
    ['haq-ii', [105, 60, 104, 62, 106, 58, 104, 60]],
    ['wai-sr', [57, 36, 58, 38, 57, 35, 58, 36]],
  ])('%s: are told as a fall, then as swings, and no more', (code, values) => {
    const told = strains(code, values);
    expect(told.map(({ facts }) => facts['basis'])).toEqual(['drop', 'swings']);
  });

  it('are over once the forms stay up', () => {
    const calm = [90, 50, 92, 48, 90, 91, 92, 90, 91, 92, 90];
    expect(strains('pulse', calm).map(({ status }) => status)).toEqual(['eased', 'eased']);
  });
});

describe('M9: a little off, again and again', () => {
  it('counts where nobody said how much it mattered', () => {
    const open = (count: number) => [
      ...[1, 2, 3].map((at) => pulse(7 * at, 90)),
      ...Array.from({ length: count }, (_, i) => pulse(28 + 7 * i, 90, [1])),
    ];
    const told = (count: number) => foldEpisode([opened(), ...open(count)]).alerts.map(({ facts }) => facts['times']);
    expect([told(1), told(2), told(3)]).toEqual([[], [], [3]]);
  });

  const little = (at: number, level: number, [mattered, sorted] = [4, 4]) => pulse(at, level, [1, mattered, sorted]);
  const usual = (): ClinicEvent[] => [opened(), pulse(7, 86), pulse(14, 88), pulse(21, 87)];
  const told = (...events: readonly ClinicEvent[]) =>
    foldEpisode([...usual(), ...events]).alerts.map(({ facts }) => [facts['felt'], facts['times']]);

  it('three times is told', () =>
    expect(told(little(28, 84), little(35, 78), little(42, 75))).toEqual([['a little', 3]]));
  it.each([
    [3, 5],
    [4, 0],
    [4, 6],
  ])('also where it mattered %d and was sorted out %d', (mattered, sorted) =>
    expect(told(...[28, 35, 42].map((at) => little(at, 85, [mattered, sorted])))).toEqual([['a little', 3]]),
  );
  it('also with a calm form between', () =>
    expect(told(little(28, 84), little(35, 85), pulse(42, 85), little(49, 84))).toEqual([['a little', 3]]));

  it.each([
    ['was sorted out', 4, 8],
    ['hardly mattered', 2, 4],
  ])('is not told where it %s', (_, mattered, sorted) =>
    expect(told(...[28, 35, 42].map((at) => little(at, 85, [mattered, sorted])))).toEqual([]),
  );
  it('is not told the second time', () => expect(told(little(28, 86), little(35, 85))).toEqual([]));
});
