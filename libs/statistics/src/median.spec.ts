import { median } from './median.js';

it.each([
  [[], undefined],
  [[4], 4],
  [[9, 1], 5],
  [[10, 9, 2], 9],
  [[3, 100, 1, 2], 2.5],
])('the middle of %j is %d', (values, middle) => expect(median(values)).toBe(middle));

it('leaves the numbers in their order', () => {
  const values = [3, 1, 2];
  median(values);
  expect(values).toEqual([3, 1, 2]);
});
