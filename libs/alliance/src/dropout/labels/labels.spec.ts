import fc from 'fast-check';
import { DAY } from '#lib/kernel';
import { attended, booked, cancelled, closed, day, missed, on, opened } from '../../../spec/history.js';
import type { ClinicEvent } from '../../events/catalogue.js';
import { snapshotAt } from '../snapshot.js';
import { ENDINGS, HAPPENINGS, type Course, type CourseFact, type Happening } from './course.js';
import { courseOf } from './course-of-episode.js';
import { dbtCounters } from './dbt.js';
import { DEFINITIONS, labelOf, type LabelledCourse } from './definitions.js';
import { isFollowedUp, riskIntervals, rowOf } from './intervals.js';
import { silenceThatStops, unilateralStop } from './unilateral-stop.js';

const fact = ([at, what]: readonly [number, Happening]): CourseFact => ({ day: at, what });
const course = (asOf: number, ...facts: (readonly [number, Happening])[]): Course => ({
  cadenceDays: 7,
  facts: facts.map(fact),
  asOf,
});
const stop = (asOf: number, ...facts: (readonly [number, Happening])[]) => unilateralStop(course(asOf, ...facts));

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

  it('needs a start', () =>
    expect(stop(90, [7, 'missed'])).toEqual({ state: 'not-started', labelledAt: null, interval: 0 }));
});

describe('the other definitions', () => {
  const left: LabelledCourse = { ...course(60, [0, 'attended'], [7, 'attended'], [9, 'left']), plannedVisits: 12 };

  it('say which they are', () => {
    for (const definition of DEFINITIONS) expect(labelOf(left, definition)).toMatchObject({ definition });
    expect(labelOf(left).definition).toBe('D-B');
  });

  it('date the same course differently', () => {
    expect(labelOf(left, 'D-A')).toMatchObject({ state: 'dropout', labelledAt: 9 });
    expect(labelOf(left, 'D-B')).toMatchObject({ state: 'dropout', labelledAt: 37 });
    expect(labelOf(left, 'D-C')).toMatchObject({ state: 'dropout', labelledAt: 9 });
  });

  it('take the clinician’s word only while it stands', () => {
    const again = { ...left, facts: [...left.facts, fact([50, 'attended'])] };
    expect(labelOf(again, 'D-A')).toMatchObject({ state: 'open', interval: 3 });
    expect(labelOf(course(90, [0, 'attended']), 'D-A')).toMatchObject({ state: 'open' });
  });

  it('count a reached dose as completed', () => {
    expect(labelOf({ ...left, plannedVisits: 2 }, 'D-C')).toMatchObject({ state: 'completed', labelledAt: 7 });
    expect(labelOf({ ...left, plannedVisits: 3 }, 'D-C')).toMatchObject({ state: 'dropout' });
    expect(labelOf(course(60, [0, 'attended']), 'D-C')).toMatchObject({ state: 'unknown', labelledAt: null });
  });

  it('do not call somebody who is reliably better lost', () => {
    expect(labelOf({ ...left, reliablyImproved: true }, 'D-D')).toMatchObject({ state: 'completed' });
    expect(labelOf({ ...left, reliablyImproved: false }, 'D-D')).toMatchObject({ state: 'dropout' });
    expect(labelOf(left, 'D-D')).toMatchObject({ state: 'unknown' });
  });

  it('agree that an agreed ending is none', () => {
    const ended = { ...left, facts: [...left.facts, fact([10, 'agreed'])], reliablyImproved: false };
    for (const definition of DEFINITIONS) expect(labelOf(ended, definition)).toMatchObject({ state: 'excluded' });
  });
});

describe('weeks of dialectical behaviour therapy', () => {
  const [m, a, n] = ['missed', 'attended', 'not-offered'] as const;

  it('are counted apart, and four in a row are out', () => {
    const skills = [a, a, a, a, a, a, a];
    expect(dbtCounters({ individual: [m, m, a, m, m, m, m], skills })).toEqual({
      definition: 'DBT',
      state: 'dropout',
      week: 7,
      individual: [1, 2, 0, 1, 2, 3, 4],
      skills: [0, 0, 0, 0, 0, 0, 0],
    });
    expect(dbtCounters({ individual: [m, m, a, m, m, m], skills })).toMatchObject({ state: 'open', week: null });
  });

  it('do not count where nothing was offered', () =>
    expect(dbtCounters({ individual: [], skills: [m, m, n, m, m] })).toMatchObject({
      week: 5,
      skills: [1, 2, 2, 3, 4],
    }));
});

describe('risk intervals', () => {
  const outcomes = (...facts: (readonly [number, Happening])[]) =>
    riskIntervals(course(100, ...facts)).map(({ outcome }) => outcome);

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

describe('the course of an episode', () => {
  const label = (at: number, ...events: ClinicEvent[]) =>
    unilateralStop(courseOf(snapshotAt([opened(), ...events], day(at)), 7));

  it('is read from the calendar', () => {
    expect(label(36, attended(7), missed(14))).toMatchObject({ state: 'open' });
    expect(label(37, attended(7), missed(14))).toMatchObject({
      state: 'dropout',
      labelledAt: Math.floor(day(37) / DAY),
      interval: 1,
    });
  });

  it('leaves out what was not the client’s', () =>
    expect(label(60, attended(7), booked(7, 14), cancelled(8, 'a14', { cancelledBy: 'practice' }))).toMatchObject({
      state: 'excluded',
      reason: 'clinic-cancelled',
    }));

  it('tells endings apart', () => {
    expect(label(60, attended(7), closed(8))).toMatchObject({ state: 'excluded', reason: 'agreed' });
    const alone = on(8, 'episode.closed', { reason: 'unilateral-client' });
    expect(label(60, attended(7), alone)).toMatchObject({ state: 'dropout' });
    expect(label(60, attended(7), on(8, 'episode.closed', { reason: 'unknown' }))).toMatchObject({ state: 'dropout' });
  });

  it('follows corrections that were known by then', () => {
    const corrected = on(30, 'appointment.attendance_corrected', {
      appointment: 'a14',
      from: 'missed',
      to: 'attended',
    });
    expect(label(38, attended(7), missed(14), corrected)).toMatchObject({ state: 'open', interval: 2 });
    expect(label(29, attended(7), missed(14), corrected)).toMatchObject({ interval: 1 });
  });
});
