import { trendOf } from './trend.js';

describe('a line through values', () => {
  it('is exact where they lie on one', () =>
    expect(trendOf([10, 8, 6, 4])).toEqual({
      slope: -2,
      start: expect.closeTo(10, 9),
      end: expect.closeTo(4, 9),
      residual: expect.closeTo(0, 9),
      root: expect.closeTo(Math.sqrt(5), 9),
    }));

  it('is the least squares of others', () => {
    const trend = trendOf([1, 3, 2, 5]);
    expect([trend?.slope, trend?.start, trend?.end]).toEqual([1.1, 1.1, 4.4].map((x): unknown => expect.closeTo(x, 9)));
    expect(trend?.residual).toBeCloseTo(Math.sqrt(2.7 / 2), 9);
  });

  it('needs three', () => expect([trendOf([]), trendOf([1, 2])]).toEqual([undefined, undefined]));
});
