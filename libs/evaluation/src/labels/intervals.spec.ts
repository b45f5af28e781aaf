import fc from 'fast-check';
import { course, fact, type Day } from '../../../alliance/spec/course.js';
import { HAPPENINGS, type Happening } from './course.js';
import { isFollowedUp, riskIntervals, rowOf } from './intervals.js';
import { unilateralStop } from './unilateral-stop.js';

describe('risk intervals', () => {
  const outcomes = (...facts: Day[]) => riskIntervals(course(100, ...facts)).map(({ outcome }) => outcome);

  it('survive with the next appointment and end with the stop', () => {
    expect(riskIntervals(course(100, [0, 'attended'], [7, 'attended'], [14, 'missed']))).toEqual([
      { interval: 1, opened: 0, closed: 7, outcome: 'survived' },
      { interval: 2, opened: 7, closed: 37, outcome: 'dropout' },
    ]);
  });

  it('give no row when they are censored or open', () => {
    const rows = riskIntervals(course(100, [0, 'attended'], [90, 'attended'], [91, 'transferred']));
    expect(rows.map(rowOf)).toEqual([0, undefined]);
    expect(riskIntervals(course(100, [0, 'attended'], [90, 'attended'])).map(rowOf)).toEqual([0, undefined]);
  });

  it('do not open once the end is agreed', () => {
    expect(outcomes([0, 'attended'], [7, 'agreed'], [7, 'attended'])).toEqual(['survived']);
    expect(outcomes([0, 'attended'], [0, 'agreed'])).toEqual([]);
    expect(outcomes([0, 'attended'], [5, 'agreed'], [7, 'attended'], [14, 'attended'])).toEqual(['censored']);
  });

  it('close with an ending even where work was taken up again', () =>
    expect(outcomes([0, 'attended'], [5, 'agreed'], [20, 'resumed'], [21, 'attended'], [98, 'attended'])).toEqual([
      'censored',
      'survived',
      'open',
    ]));

  it('close with whichever comes first, the end or the next hour', () => {
    expect(riskIntervals(course(100, [0, 'attended'], [5, 'agreed'], [7, 'attended']))[0]).toMatchObject({
      closed: 5,
      outcome: 'censored',
    });
    expect(riskIntervals(course(100, [0, 'attended'], [7, 'attended'], [7, 'agreed']))).toEqual([
      { interval: 1, opened: 0, closed: 7, outcome: 'survived' },
    ]);
  });

  it('close with an end after which work was taken up and nobody came', () =>
    expect(riskIntervals(course(100, [0, 'attended'], [5, 'agreed'], [20, 'resumed']))).toEqual([
      { interval: 1, opened: 0, closed: 5, outcome: 'censored' },
    ]));

  it('are not closed by an end that was taken back on the day on which they opened', () =>
    expect(outcomes([0, 'attended'], [0, 'agreed'], [0, 'resumed'], [7, 'attended'])).toEqual(['survived', 'dropout']));

  it('end without a row where the practice called the last hours off', () =>
    expect(riskIntervals(course(100, [0, 'attended'], [7, 'clinic-cancelled']))).toEqual([
      { interval: 1, opened: 0, closed: 37, outcome: 'censored' },
    ]));

  it('are known to be open by having no end', () =>
    expect(riskIntervals(course(20, [0, 'attended']))).toEqual([
      { interval: 1, opened: 0, closed: null, outcome: 'open' },
    ]));

  it('count once a stop in them would be known', () => {
    const known = course(100, [69, 'attended'], [70, 'attended'], [71, 'attended']);
    expect(riskIntervals(known).map((interval) => isFollowedUp(interval, known))).toEqual([true, true, false]);
  });

  const anyCourse = fc.record({
    facts: fc.array(fc.tuple(fc.integer({ min: 0, max: 120 }), fc.constantFrom(...HAPPENINGS)).map(fact), {
      maxLength: 25,
    }),
    asOf: fc.integer({ min: 0, max: 160 }),
    cadenceDays: fc.constantFrom(3.5, 7, 14),
  });

  it('hold at most one event, and it is the last row', () => {
    fc.assert(
      fc.property(anyCourse, (any) => {
        const rows = riskIntervals(any).map(rowOf);
        expect(rows.slice(0, -1)).not.toContain(1);
        expect(rows.includes(1)).toBe(unilateralStop(any).state === 'dropout' && rows.length > 0);
      }),
    );
  });

  it('are labelled within what is known, whatever was planned for later', () => {
    fc.assert(
      fc.property(anyCourse, fc.constantFrom('attended', 'missed', 'agreed', 'left'), (any, what) => {
        const label = unilateralStop(any);
        if (label.labelledAt !== null) expect(label.labelledAt).toBeLessThanOrEqual(any.asOf);
        const later = { ...any, facts: [...any.facts, fact([any.asOf + 1, what as Happening])] };
        expect(unilateralStop(later)).toEqual(label);
      }),
    );
  });
});
