import fc from 'fast-check';
import { chartOf, stepLimit } from './control-chart.js';
import { coursePattern } from './course-pattern.js';
import { ewma } from './ewma.js';
import { quantile, shareBelow } from './normal.js';

const round = (values: readonly number[], digits: number): number[] => values.map((v) => Number(v.toFixed(digits)));

describe('the weighted average', () => {
  it('has the points and the limits of the handbook (NIST/SEMATECH 6.3.2.4)', () => {
    const values = [
      52, 47, 53, 49.3, 50.1, 47, 51, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1,
    ];
    const points = ewma(values, { centre: 50, spread: 2.0539 }, { weight: 0.3, width: 3 });
    const expected = [
      50.6, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33, 50.11, 49.36, 49.52, 50.05, 49.38, 49.92,
      50.73, 51.23, 51.94, 51.99,
    ];
    for (const [i, point] of points.entries()) expect(Math.abs(point.value - (expected[i] ?? 0))).toBeLessThan(0.0051);
    expect(points.at(-1)?.upper).toBeCloseTo(52.5884, 3);
    expect(points.at(-1)?.lower).toBeCloseTo(47.4115, 3);
  });

  it('is the series itself with all weight on the latest, and begins with narrow limits', () => {
    const chart = { centre: 10, spread: 2 };
    expect(ewma([11, 14], chart, { weight: 1, width: 3 })).toEqual([
      { value: 11, lower: 4, upper: 16 },
      { value: 14, lower: 4, upper: 16 },
    ]);
    const [first, second] = ewma([10, 10], chart, { weight: 0.2, width: 3 });
    expect(first?.upper).toBeCloseTo(10 + 3 * 2 * 0.2, 9);
    expect(second?.upper).toBeGreaterThan(first?.upper ?? Infinity);
  });
});

it('limits a step by 3.267 of the mean step, and never by less than its floor', () => {
  const values = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];
  const chart = chartOf(values);
  expect(stepLimit(chart, 3) / chart.meanStep).toBeCloseTo(3.267, 3);
  expect(stepLimit(chartOf([40, 40, 40]), 3)).toBe(0);
  expect(stepLimit(chartOf([40, 40, 40], 2), 3)).toBeCloseTo(2 * 1.1283792 * 3.2665, 3);
});

describe('a course is named by its shape', () => {
  const of = (...values: number[]) => coursePattern(values, 10);
  it.each<[string, number[]]>([
    ['too-few', [90, 60]],
    ['too-few', []],
    ['steady', [80, 82, 79, 81, 80]],
    ['rising', [50, 55, 61, 64, 70]],
    ['falling', [90, 86, 82, 78, 74, 70, 66]],
    ['v', [80, 81, 60, 80, 81]],
    ['v', [80, 81, 79, 60, 80, 81]],
    ['v', [80, 60, 60, 80]],
    ['gradual-decline-sudden-repair', [80, 74, 68, 62, 80, 81]],
    ['sudden-decline-gradual-repair', [80, 80, 60, 66, 72, 78]],
    ['gradual-decline-gradual-repair', [80, 74, 68, 62, 68, 74, 80]],
    ['unrepaired', [80, 81, 60, 62, 61, 63]],
    ['v', [80, 65, 60, 80]],
    ['unrepaired', [60, 70, 80, 90, 84, 78]],
    ['gradual-decline-sudden-repair', [100, 100, 100, 100, 100, 93, 86, 79, 95, 88, 87, 86]],
    ['falling', [90, 88.6, 87.2, 85.8, 84.4, 83, 81.6, 80.2, 78.8]],
    ['rising', [80, 85, 90]],
    ['repeated', [80, 60, 80, 81, 62, 80]],
    ['repeated', [80, 60, 80, 60]],
  ])('%s', (pattern, values) => expect(of(...values).pattern).toBe(pattern));

  it('says from where, how deep and until when, counted from 0', () =>
    expect(of(80, 80, 72, 64, 66, 78).deflections).toEqual([
      { from: 1, nadir: 3, back: 5, fall: 16, shape: 'gradual-decline-sudden-repair' },
    ]));

  it('follows a fall to its lowest, and the way back from the last time it was there', () => {
    expect(of(80, 68, 60, 62, 60, 78).deflections).toEqual([
      { from: 0, nadir: 2, back: 5, fall: 20, shape: 'gradual-decline-sudden-repair' },
    ]);
    expect(of(80, 60, 58, 62).deflections).toEqual([{ from: 0, nadir: 2, back: null, fall: 22, shape: 'unrepaired' }]);
  });

  it('sees no fall in a decline of more than six steps', () =>
    expect(of(90, 88.6, 87.2, 85.8, 84.4, 83, 81.6, 80.2, 78.8).deflections).toEqual([]));

  it('takes three quarters of a fall for come back, and not less', () => {
    expect(of(80, 60, 75).deflections[0]?.back).toBe(2);
    expect(of(80, 60, 74.9).deflections[0]?.back).toBeNull();
  });

  it('counts a fall of exactly the least, and nothing below', () => {
    expect(of(80, 70, 80).pattern).toBe('v');
    expect(of(80, 70.1, 80).pattern).toBe('steady');
  });

  it('does not depend on units', () => {
    const series = fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 30 });
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 9 }), (values, times) => {
        const larger = coursePattern(
          values.map((v) => 8 * times * v),
          10 * 8 * times,
        );
        expect(larger.pattern).toBe(of(...values).pattern);
        expect(larger.deflections.map(({ from, back, shape }) => [from, back, shape])).toEqual(
          of(...values).deflections.map(({ from, back, shape }) => [from, back, shape]),
        );
      }),
    );
  });

  it('never lets two falls overlap', () => {
    const series = fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 40 });
    fc.assert(
      fc.property(series, (values) => {
        const places = of(...values).deflections.flatMap(({ from, nadir, back }) => [from, nadir, back ?? Infinity]);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('the normal distribution', () => {
  it('has the shares of the tables', () => {
    expect(round([-1.96, -1, 0, 1, 1.645, 3].map(shareBelow), 6)).toEqual([
      0.024998, 0.158655, 0.5, 0.841345, 0.950015, 0.99865,
    ]);
    expect([shareBelow(-40), shareBelow(40)]).toEqual([0, 1]);
    expect(quantile(0.975)).toBeCloseTo(1.959963984540054, 12);
  });

  it('is turned round by its quantiles', () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), (z) =>
        expect(quantile(shareBelow(z))).toBeCloseTo(z, 8),
      ),
    );
  });
});
