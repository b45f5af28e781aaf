import { isOdd } from './canary.js';

describe('the canary', () => {
  it.each([
    [1, true],
    [2, false],
    [3, true],
    [5, true],
  ])('tells whether %d is odd', (n, odd) => {
    expect(isOdd(n)).toBe(odd);
  });
});
