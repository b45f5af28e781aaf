import { course, fact, type Day } from '../../../alliance/spec/course.js';
import { ENDINGS, type Happening } from './course.js';
import { silenceThatStops } from '#lib/alliance';
import { unilateralStop } from './unilateral-stop.js';

const stop = (asOf: number, ...facts: Day[]) => unilateralStop(course(asOf, ...facts));

describe('a unilateral stop', () => {
  const silence = [
    [0, 'attended'],
    [7, 'missed'],
  ] as const;

  it('is known on the thirtieth day and not on the day before', () => {
    expect(stop(29, ...silence)).toEqual({ state: 'open', labelledAt: null, interval: 1 });
    expect(stop(30, ...silence)).toEqual({ state: 'dropout', labelledAt: 30, interval: 1 });
  });

  it('keeps the day on which it was first known', () =>
    expect(stop(200, ...silence)).toMatchObject({ state: 'dropout', labelledAt: 30 }));

  it.each([
    [7, 30],
    [10, 30],
    [10.5, 31.5],
    [14, 42],
  ])('with a cadence of %d days takes %d', (cadence, days) => expect(silenceThatStops(cadence)).toBe(days));

  it('waits for an appointment that is still ahead', () => {
    const planned = [
      [0, 'attended'],
      [42, 'booked'],
    ] as const;
    expect(stop(35, ...planned)).toMatchObject({ state: 'open' });
    expect(stop(42, ...planned)).toMatchObject({ state: 'open' });
    expect(stop(43, ...planned)).toMatchObject({ state: 'dropout', labelledAt: 43 });
  });

  it('does not wait once something was missed or called off', () => {
    expect(stop(30, ...silence, [42, 'booked'])).toMatchObject({ state: 'dropout' });
    expect(stop(30, [0, 'attended'], [7, 'cancelled'], [42, 'booked'])).toMatchObject({ state: 'dropout' });
  });

  it('needs no appointment at all', () =>
    expect(stop(30, [0, 'attended'])).toMatchObject({ state: 'dropout', labelledAt: 30 }));

  it('is taken back when the client comes again', () =>
    expect(stop(40, ...silence, [35, 'attended'])).toMatchObject({ state: 'open', interval: 2 }));

  it('sees what happened on the last day that is known', () => {
    expect(stop(30, ...silence, [30, 'attended'])).toMatchObject({ state: 'open', interval: 2 });
    expect(stop(30, ...silence, [30, 'agreed'])).toMatchObject({ state: 'excluded', labelledAt: 30 });
  });

  it('does not see what has not happened yet', () =>
    expect(stop(30, ...silence, [35, 'attended'], [36, 'agreed'])).toMatchObject({ state: 'dropout' }));

  it.each([...ENDINGS])('is not what ended with "%s"', (what) =>
    expect(stop(60, ...silence, [20, what])).toEqual({
      state: 'excluded',
      labelledAt: 20,
      interval: 1,
      reason: what,
    }),
  );

  it('can come after work was taken up again', () =>
    expect(stop(90, [0, 'attended'], [1, 'agreed'], [20, 'resumed'], [21, 'attended'])).toMatchObject({
      state: 'dropout',
      labelledAt: 51,
      interval: 2,
    }));

  it('needs somebody to have come since work was taken up again', () =>
    expect(stop(90, [0, 'attended'], [1, 'agreed'], [20, 'resumed'], [27, 'missed'])).toMatchObject({
      state: 'not-started',
    }));

  it('is never read from hours that the practice called off', () => {
    expect(stop(36, [0, 'attended'], [7, 'clinic-cancelled'])).toMatchObject({ state: 'open' });
    expect(stop(90, [0, 'attended'], [7, 'clinic-cancelled'])).toMatchObject({
      state: 'excluded',
      reason: 'clinic-cancelled',
    });
    expect(stop(90, [0, 'attended'], [7, 'clinic-cancelled'], [14, 'missed'])).toMatchObject({
      state: 'dropout',
      labelledAt: 37,
    });
  });

  it('does not count a pause', () => {
    expect(stop(90, [0, 'attended'], [7, 'paused'])).toMatchObject({ state: 'open' });
    expect(stop(89, [0, 'attended'], [7, 'paused'], [60, 'resumed'])).toMatchObject({ state: 'open' });
    expect(stop(90, [0, 'attended'], [7, 'paused'], [60, 'resumed'])).toMatchObject({ labelledAt: 90 });
  });

  it('stays what it is when a pause or a cancelled hour comes too late', () => {
    expect(stop(60, ...silence, [31, 'paused'])).toMatchObject({ state: 'dropout', labelledAt: 30 });
    expect(stop(60, ...silence, [30, 'clinic-cancelled'])).toMatchObject({ state: 'dropout', labelledAt: 30 });
    expect(stop(60, ...silence, [40, 'resumed'])).toMatchObject({ state: 'dropout', labelledAt: 30 });
    expect(stop(60, ...silence, [29, 'clinic-cancelled'])).toMatchObject({ state: 'excluded', labelledAt: 59 });
  });

  it('is counted from the last hour, over three cadences where those are longer', () => {
    const every14 = (asOf: number) =>
      unilateralStop({
        cadenceDays: 14,
        facts: [
          [0, 'attended'],
          [14, 'attended'],
        ].map((f) => fact(f as never)),
        asOf,
      });
    expect(every14(55)).toMatchObject({ state: 'open', interval: 2 });
    expect(every14(56)).toMatchObject({ state: 'dropout', labelledAt: 56 });
  });

  it('is known on a whole day, also with half a day in the cadence', () => {
    const facts = [fact([0, 'attended'])];
    expect(unilateralStop({ cadenceDays: 10.5, facts, asOf: 40 })).toMatchObject({ state: 'dropout', labelledAt: 32 });
  });

  it.each<[Happening, number]>([
    ['booked', 51],
    ['clinic-cancelled', 80],
    ['missed', 50],
    ['cancelled', 50],
    ['left', 51],
  ])('waits for an hour on day 50 by what became of it: %s', (what, labelledAt) =>
    expect(stop(100, [0, 'attended'], [20, 'booked'], [50, 'booked'], [50, what])).toMatchObject({ labelledAt }),
  );

  it('does not wait for an hour that was booked before the last one', () =>
    expect(stop(60, [0, 'booked'], [5, 'missed'], [10, 'attended'])).toMatchObject({ labelledAt: 40 }));

  it('waits for what is booked beyond the last day that is known', () => {
    expect(stop(45, [0, 'attended'], [60, 'booked'])).toMatchObject({ state: 'open' });
    expect(stop(45, [0, 'attended'], [60, 'missed'])).toMatchObject({ state: 'dropout', labelledAt: 30 });
  });

  it('counts afresh from the last of several hours that the practice called off', () => {
    const off = [
      [0, 'attended'],
      [7, 'clinic-cancelled'],
      [14, 'clinic-cancelled'],
    ] as const;
    expect(stop(100, ...off)).toMatchObject({ state: 'excluded', labelledAt: 44 });
    expect(stop(100, ...off, [21, 'missed'], [28, 'clinic-cancelled'])).toMatchObject({
      state: 'excluded',
      labelledAt: 58,
    });
    expect(stop(100, ...off, [21, 'clinic-cancelled'], [28, 'missed'])).toMatchObject({
      state: 'dropout',
      labelledAt: 51,
    });
  });

  it('is the client’s where they called off the last hour themselves', () =>
    expect(stop(100, [0, 'attended'], [7, 'clinic-cancelled'], [14, 'cancelled'])).toMatchObject({
      state: 'dropout',
      labelledAt: 37,
    }));

  it('looks at what was called off since the last hour, on its own day too, and at nothing before', () => {
    expect(stop(90, [0, 'attended'], [0, 'clinic-cancelled'])).toMatchObject({ state: 'excluded', labelledAt: 30 });
    expect(stop(90, [0, 'clinic-cancelled'], [7, 'attended'])).toMatchObject({ state: 'dropout', labelledAt: 37 });
  });

  it('rests from a pause that was agreed on the day of the last hour', () =>
    expect(stop(90, [0, 'attended'], [0, 'paused'])).toMatchObject({ state: 'open' }));

  it('is read from facts in any order', () => {
    const facts = [
      [20, 'resumed'],
      [7, 'attended'],
      [9, 'agreed'],
      [0, 'attended'],
      [21, 'attended'],
    ] as const;
    expect(stop(90, ...facts)).toMatchObject({ state: 'dropout', labelledAt: 51, interval: 3 });
    expect(stop(90, [9, 'resumed'], [0, 'attended'], [5, 'agreed'], [10, 'moved'])).toMatchObject({ reason: 'moved' });
  });

  it('follows where an end was taken back on the very day', () =>
    expect(stop(90, [0, 'attended'], [0, 'agreed'], [0, 'resumed'])).toMatchObject({
      state: 'dropout',
      labelledAt: 30,
    }));

  it('rests through a pause, whatever the practice calls off in it', () => {
    expect(stop(100, [0, 'attended'], [7, 'paused'], [14, 'clinic-cancelled'])).toMatchObject({ state: 'open' });
    expect(stop(100, [0, 'attended'], [7, 'missed'], [8, 'paused'], [20, 'resumed'])).toMatchObject({
      state: 'dropout',
      labelledAt: 50,
    });
  });

  it('is not there any more after an ending that nobody took back', () => {
    expect(stop(90, [0, 'attended'], [5, 'moved'], [6, 'resumed'], [7, 'agreed'])).toMatchObject({
      state: 'excluded',
      labelledAt: 7,
      reason: 'agreed',
    });
    expect(stop(90, [0, 'attended'], [5, 'agreed'], [7, 'attended'])).toMatchObject({ state: 'excluded', interval: 2 });
  });

  it('can begin on the day on which work was taken up again', () =>
    expect(stop(90, [0, 'attended'], [5, 'agreed'], [20, 'resumed'], [20, 'attended'])).toMatchObject({
      state: 'dropout',
      labelledAt: 50,
    }));

  it('needs a start', () =>
    expect(stop(90, [7, 'missed'])).toEqual({ state: 'not-started', labelledAt: null, interval: 0 }));
});
