import fc from 'fast-check';
import { core10 } from '../core-10.instrument.js';
import { oq45 } from '../oq-45.instrument.js';
import { srs } from '../srs.instrument.js';
import { waiSr } from '../wai-sr.instrument.js';
import { classify } from './classify.js';
import { cutoffsOf, groupOf } from './cutoffs.js';
import { EXPECTED_COURSES, standingOn, type ExpectedCourse } from './expected-course.js';
import { goalChange } from './goal-change.js';
import { changeOn } from './instrument-change.js';
import { errorOf, reliableChange, Z_90, Z_95 } from './reliable-change.js';
import { talkingTherapies } from './talking-therapies.js';

describe('reliable change', () => {
  it('measures a difference in standard errors', () => {
    const change = reliableChange({ sd: 7.5, r: 0.8, pre: 32.5, post: 47.5, direction: 'higher-better' });
    expect(change).toEqual({
      sem: expect.closeTo(3.354102, 6),
      sdiff: expect.closeTo(4.7434165, 6),
      rc: expect.closeTo(3.1622777, 6),
      threshold: expect.closeTo(1.96 * 4.7434165, 6),
      reliable: true,
      class: 'improved',
    });
  });

  it('gives CORE-10 its six points at 90 % and would give seven at 95 % [T-02]', () => {
    const { sdiff } = errorOf({ sd: 7.7, r: 0.9 });
    expect([Z_90 * sdiff, Z_95 * sdiff]).toEqual([expect.closeTo(5.664631, 6), expect.closeTo(6.7493476, 6)]);
    expect([6, 7].map((n) => changeOn(core10, { pre: 22, post: 22 - n })?.reliable)).toEqual([true, true]);
    expect([6, 7].map((n) => changeOn(core10, { pre: 22, post: 22 - n, z: Z_95 })?.reliable)).toEqual([false, true]);
    expect(core10.reliableChange?.points).toBe(Math.ceil(Z_90 * sdiff));
  });

  it('depends on the reliability that is asked for', () => {
    expect(errorOf({ sd: 6, r: 0.88 }).sem).toBeCloseTo(2.078461, 6);
    expect(changeOn(srs, { pre: 38, post: 30 })).toMatchObject({
      threshold: expect.closeTo(5.7611999, 6),
      reliable: true,
    });
    expect(changeOn(srs, { pre: 38, post: 30, figures: { sd: 6, r: 0.64 } })).toMatchObject({
      threshold: expect.closeTo(9.9786911, 6),
      reliable: false,
    });
  });

  it('reads the same in both directions', () => {
    const scores = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(scores, scores, (pre, post) => {
        const up = reliableChange({ sd: 7, r: 0.8, pre, post, direction: 'higher-better' });
        const down = reliableChange({ sd: 7, r: 0.8, pre: -pre, post: -post, direction: 'lower-better' });
        expect(down).toEqual({ ...up, rc: 0 - (up.rc ?? 0) });
      }),
    );
  });
});

describe('lines between two groups', () => {
  it('are three', () =>
    expect(
      cutoffsOf({ clinical: { mean: 40, sd: 7.5 }, functional: { mean: 60, sd: 7.5 }, direction: 'higher-better' }),
    ).toEqual({ a: 55, b: 45, c: 50 }));

  it('lie on the other side where lower is better', () => {
    const [clinical, functional] = [core10.norms?.[0], core10.norms?.[1]];
    if (!clinical || !functional) throw new Error('no norms');
    const lines = cutoffsOf({ clinical, functional, direction: 'lower-better' });
    expect(lines).toEqual({ a: expect.closeTo(4.3, 6), b: expect.closeTo(14.3, 6), c: expect.closeTo(10.46, 6) });
    expect(core10.cutoffs?.[0].at).toBe(Math.ceil(lines.c));
  });
});

describe('what became of somebody', () => {
  it.each([
    [22, 15, 'improved'],
    [22, 10, 'recovered'],
    [22, 11, 'improved'],
    [22, 17, 'unchanged'],
    [22, 16, 'improved'],
    [9, 3, 'improved'],
    [11, 5, 'recovered'],
    [10, 4, 'improved'],
    [12, 19, 'deteriorated'],
    [12, 18, 'deteriorated'],
    [12, 17, 'unchanged'],
  ])('CORE-10 from %i to %i: %s', (pre, post, expected) =>
    expect(changeOn(core10, { pre, post })?.class).toBe(expected),
  );

  it.each([
    [82, 68, 'improved'],
    [70, 57, 'unchanged'],
    [71, 57, 'recovered'],
    [78, 64, 'improved'],
    [60, 74, 'deteriorated'],
    [60, 73, 'unchanged'],
  ])('OQ-45 from %i to %i: %s', (pre, post, expected) => {
    const change = changeOn(oq45, { pre, post });
    expect(change).toMatchObject({ class: expected, threshold: 14, sem: null, sdiff: null, rc: null });
  });

  it('nobody recovers from a working relationship', () =>
    expect(changeOn(srs, { pre: 28, post: 38 })?.class).toBe('improved'));

  it('is not said where nobody has published how much counts', () => {
    expect(changeOn(waiSr, { pre: 40, post: 20 })).toBeUndefined();
    expect(changeOn(oq45, { pre: 82, post: 60, z: Z_95 })).toBeUndefined();
    expect(changeOn(core10, { pre: 22, post: 8, respondent: 'clinician' })).toBeUndefined();
  });
});

/** Global Distress Scale of 30 couples before and after (Jacobson and others 1989); lower is better. */
const COUPLES: readonly (readonly [number, number | null])[] = [
  [68, 62.5],
  [74.5, 56],
  [58.5, 58],
  [73.5, 71],
  [78.5, 60.5],
  [76, 77],
  [76.5, 58.5],
  [63, 52],
  [70, 65.5],
  [75, 73],
  [63.5, 64],
  [73.5, 55.5],
  [71.5, 53],
  [63.5, 55],
  [57, 50],
  [75, 78],
  [63, 65.5],
  [75, 62],
  [71.5, 60.5],
  [68, 51],
  [75.5, 50],
  [67.5, 44],
  [62.5, 55.5],
  [69.5, 56],
  [61, 60.5],
  [67, 47.5],
  [75.5, null],
  [75.5, null],
  [69.5, null],
  [66.5, null],
];

describe('thirty couples', () => {
  const complete = COUPLES.flatMap(([pre, post], i) => (post === null ? [] : [{ couple: i + 1, pre, post }]));
  const classesWith = (clinical: { mean: number; sd: number } | undefined) => {
    if (!clinical) throw new Error('no group');
    const threshold = Z_95 * errorOf({ sd: clinical.sd, r: 0.8 }).sdiff;
    const direction = 'lower-better';
    const { c } = cutoffsOf({ clinical, functional: { mean: 30, sd: 7 }, direction });
    const cutoff = { at: c, clinical: 'at-or-above' } as const;
    const classes = complete.map(({ couple, ...scores }) => ({
      couple,
      is: classify({ ...scores, threshold, direction, cutoff }),
    }));
    return { c, threshold, who: (is: string) => classes.filter((one) => one.is === is).map(({ couple }) => couple) };
  };

  it('are classified as published when the spread is that of the complete cases', () => {
    const group = groupOf(complete.map(({ pre }) => pre));
    const { c, threshold, who } = classesWith(group);
    expect(group).toEqual({ n: 26, mean: expect.closeTo(69.1538462, 4), sd: expect.closeTo(6.1021, 4) });
    expect([threshold, c]).toEqual([expect.closeTo(7.5642, 4), expect.closeTo(50.9186, 4)]);
    expect(who('recovered')).toEqual([21, 22, 26]);
    expect(who('improved')).toEqual([2, 5, 7, 8, 12, 13, 14, 18, 19, 20, 24]);
    expect([who('unchanged').length, who('deteriorated').length]).toEqual([12, 0]);
  });

  it('move when the spread is taken from everybody who started [T-05]', () => {
    const { c, who } = classesWith(groupOf(COUPLES.map(([pre]) => pre)));
    expect(c).toBeGreaterThan(51);
    expect(who('recovered')).toEqual([20, 21, 22, 26]);
  });
});

describe('a group', () => {
  it('has no spread below two', () => expect([groupOf([]), groupOf([4])]).toEqual([undefined, undefined]));
});

describe('goals', () => {
  it('compare only what was rated both times', () =>
    expect(goalChange([2, 3, 1], [5, 6, null])).toEqual({ pairs: 2, pre: 2.5, post: 5.5, change: 3 }));

  it('say nothing when no goal was', () => expect(goalChange([2, null], [null, 6, 4])).toBeUndefined());
});

describe('the Talking Therapies composite', () => {
  const composite = (phq: [number, number], gad: [number, number]) =>
    talkingTherapies({ phq: { pre: phq[0], post: phq[1] }, gad: { pre: gad[0], post: gad[1] } });

  it('is a reliable recovery when one improves reliably, none worsens, and neither is a case at the end', () =>
    expect(composite([14, 8], [9, 6])).toEqual({
      caseAtStart: true,
      caseAtEnd: false,
      reliableImprovement: true,
      reliableDeterioration: false,
      recovery: true,
      reliableRecovery: true,
    }));

  it.each<[[number, number], [number, number], object]>([
    [[14, 9], [9, 6], { reliableImprovement: false, recovery: true, reliableRecovery: false }],
    [[14, 10], [9, 4], { reliableImprovement: true, recovery: false, reliableRecovery: false }],
    [[14, 8], [9, 8], { reliableImprovement: true, recovery: false }],
    [
      [14, 8],
      [3, 7],
      { reliableImprovement: false, reliableDeterioration: false, recovery: true, reliableRecovery: false },
    ],
    [[9, 3], [7, 3], { caseAtStart: false, reliableImprovement: true, recovery: false, reliableRecovery: false }],
    [[8, 14], [7, 7], { reliableDeterioration: true }],
  ])('PHQ-9 %j with GAD-7 %j', (phq, gad, expected) => expect(composite(phq, gad)).toMatchObject(expected));
});

describe('an expected course', () => {
  const course: ExpectedCourse = {
    instrument: 'core-10',
    version: '1',
    startsAt: { min: 20, max: 24 },
    points: [{ session: 3, low: 15, high: 21 }],
    basis: 'ours',
    source: 'made up for this test',
  };

  it('places a score inside or outside its band', () =>
    expect([14.9, 15, 21, 21.1].map((value) => standingOn(course, { first: 22, session: 3, value }))).toEqual([
      'below',
      'within',
      'within',
      'above',
    ]));

  it('says nothing past its data, and none is shipped without a reference', () => {
    expect(standingOn(course, { first: 25, session: 3, value: 15 })).toBeUndefined();
    expect(standingOn(course, { first: 22, session: 4, value: 15 })).toBeUndefined();
    expect(EXPECTED_COURSES).toEqual([]);
  });
});
