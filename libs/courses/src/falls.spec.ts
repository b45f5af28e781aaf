import { fallNow, mean, spreadWithin } from './falls.js';

const fall = (values: number[], steps?: number) => {
  const { start, now, drop } = fallNow(
    values.map((value) => ({ value })),
    steps,
  );
  return [start.value, now.value, drop];
};

describe('the fall that ends at the latest form', () => {
  it.each<[string, number[], number[]]>([
    ['from the form before', [80, 90, 70], [90, 70, 20]],
    ['over several forms, level ones among them', [60, 90, 85, 85, 70], [90, 70, 20]],
    ['is none where the form is as high as before', [70, 70], [70, 70, 0]],
    ['is none where it is higher', [90, 60, 70], [70, 70, 0]],
    ['of one form is none', [70], [70, 70, 0]],
    ['is followed back over six steps at most', [99, 95, 90, 85, 80, 75, 70, 65], [95, 65, 30]],
  ])('%s', (_, values, expected) => expect(fall(values)).toEqual(expected));

  it('is followed back no further than asked', () => expect(fall([90, 80, 70], 1)).toEqual([80, 70, 10]));
});

it('own ratings spread by their deviation from three forms on', () => {
  expect(spreadWithin([60, 90])).toBe(0);
  expect(spreadWithin([60, 90, 90])).toBeCloseTo(17.32, 2);
  expect(mean([60, 90, 90])).toBe(80);
  expect(mean([])).toBe(0);
});
