/** Change at the very lines, and with figures of the clinic's own clients. */
import { core10 } from '../core-10.instrument.js';
import { goals } from '../goals.instrument.js';
import { oq45 } from '../oq-45.instrument.js';
import { srs } from '../srs.instrument.js';
import { waiSr } from '../wai-sr.instrument.js';
import { groupOf } from './cutoffs.js';
import { standingOn, type ExpectedCourse } from './expected-course.js';
import { goalChange } from './goal-change.js';
import { changeOn, directionOf } from './instrument-change.js';

describe('change on a form', () => {
  it('is told in standard errors of what its threshold was computed from', () => {
    // CORE-10: 7.7 * sqrt(1 - .9) is 2.4349538, times sqrt(2) 3.4435447.
    expect(changeOn(core10, { pre: 22, post: 15 })).toEqual({
      sem: expect.closeTo(2.4349538, 6),
      sdiff: expect.closeTo(3.4435447, 6),
      rc: expect.closeTo(-2.0327891, 6),
      threshold: 6,
      reliable: true,
      class: 'improved',
    });
  });

  it('takes the clinic’s own figures in their place', () =>
    expect(changeOn(core10, { pre: 22, post: 15, figures: { sd: 5, r: 0.5 } })).toMatchObject({
      sdiff: 5,
      rc: -1.4,
      threshold: expect.closeTo(1.645 * 5, 9),
      reliable: false,
    }));

  it('is known from the clinic’s own figures where nobody has published any, then at 95 %', () => {
    const figures = { sd: 5, r: 0.5 };
    expect(changeOn(waiSr, { pre: 40, post: 30, figures })).toMatchObject({ threshold: 9.8, class: 'deteriorated' });
    expect(changeOn(goals, { pre: 2, post: 5, figures })?.threshold).toBeCloseTo(9.8, 9);
    expect(changeOn(goals, { pre: 2, post: 5 })).toMatchObject({ sem: null, sdiff: null, rc: null, threshold: 2.45 });
  });

  it('runs the way in which the form gets better', () => {
    expect([srs, waiSr, core10, oq45].map(directionOf)).toEqual([
      'higher-better',
      'higher-better',
      'lower-better',
      'lower-better',
    ]);
  });
});

it('a group of two has a spread', () =>
  expect(groupOf([4, 6])).toEqual({ n: 2, mean: 5, sd: expect.closeTo(Math.SQRT2, 9) as number }));

it('a goal that was only set later is not compared', () =>
  expect(goalChange([2, 3], [5])).toEqual({ pairs: 1, pre: 2, post: 5, change: 3 }));

describe('an expected course', () => {
  const course: ExpectedCourse = {
    instrument: 'core-10',
    version: '1',
    startsAt: { min: 20, max: 24 },
    points: [{ session: 3, low: 15, high: 21 }],
    basis: 'ours',
    source: 'made up for this test',
  };

  it.each([
    [19.9, undefined],
    [20, 'within'],
    [24, 'within'],
    [24.1, undefined],
  ])('is that of people who began like this one: %d', (first, standing) =>
    expect(standingOn(course, { first, session: 3, value: 18 })).toBe(standing),
  );

  it('forgives the last digits of a made-up answer', () =>
    expect([15 - 1e-10, 21 + 1e-10].map((value) => standingOn(course, { first: 20, session: 3, value }))).toEqual([
      'within',
      'within',
    ]));
});
