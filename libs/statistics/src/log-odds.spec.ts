import { chanceOf, logit } from './log-odds.js';

describe('log-odds', () => {
  it.each([
    [0.5, 0],
    [0.2, -1.386294],
    [0.9, 2.197225],
  ])('of %d are %d, and lead back to it', (chance, odds) => {
    expect(logit(chance)).toBeCloseTo(odds, 6);
    expect(chanceOf(odds)).toBeCloseTo(chance, 6);
  });

  it('lead to a chance however far out they lie, and to one above nought while a number can hold it', () => {
    expect(chanceOf(1000)).toBe(1);
    expect(chanceOf(-1000)).toBe(0);
    expect(chanceOf(-740)).toBeGreaterThan(0);
  });
});
