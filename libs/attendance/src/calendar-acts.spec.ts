/** What belongs together in a calendar, from acts and hours made by hand; minutes are counted from an instant. */
import { DAY, HOUR, MINUTE } from '#lib/kernel';
import { calendarOf, hour } from '../spec/course.js';
import type { Appointment, Attendance, CalendarAct, Side } from './attendance-state.js';
import {
  decisionOf,
  isNewLately,
  movesOthersLately,
  newHourFor,
  noteAct,
  oldHourFor,
  sideOf,
  spend,
} from './calendar-acts.js';
import { letGo } from './calendar.js';

const NOW = 100 * DAY;
const act = (
  what: CalendarAct['what'],
  ref: string,
  ...[minute = 0, by = 'client']: [number?, Side?]
): CalendarAct => ({
  ...{ what, ref, by, at: NOW + minute * MINUTE },
});
const appointment = (ref: string, status: Appointment['status'], more: Partial<Appointment> = {}): Appointment => ({
  ...hour(120, null, { ref, status }),
  ...more,
});
const withActs = (acts: readonly CalendarAct[], ...hours: readonly Appointment[]): Attendance => ({
  ...calendarOf(...hours),
  recent: acts,
});
const SIDES: readonly (readonly [Side, Side, boolean])[] = [
  ['client', 'client', true],
  ['client', 'practice', false],
  ['unknown', 'practice', true],
  ['practice', 'unknown', true],
];

describe('the new hour that a cancellation made room for', () => {
  const found = (one: CalendarAct, ...hours: readonly Appointment[]) =>
    newHourFor(withActs([one], ...hours), act('cancelled', 'old', 5))?.ref;
  const open = appointment('new', 'booked');

  it('was booked, or told as moved there from nobody knows where', () => {
    expect(found(act('booked', 'new'), open)).toBe('new');
    expect(found(act('moved', 'new'), open)).toBeUndefined();
    expect(found(act('moved', 'new'), { ...open, orphan: true })).toBe('new');
  });

  it('is another one, that is still to come', () => {
    expect(found(act('booked', 'old'), appointment('old', 'booked'))).toBeUndefined();
    expect(found(act('booked', 'new'), appointment('new', 'attended'))).toBeUndefined();
    expect(found(act('booked', 'new'))).toBeUndefined();
    expect(found(act('cancelled', 'new'), open)).toBeUndefined();
  });

  it.each(SIDES)('was booked by the same side: %s, %s', (by, other, same) => {
    const acts = withActs([act('booked', 'new', 0, by)], open);
    expect(newHourFor(acts, act('cancelled', 'old', 5, other)) !== undefined).toBe(same);
  });

  it('was booked within ten minutes, and is the latest of several', () => {
    const at = (minute: number) => newHourFor(withActs([act('booked', 'new')], open), act('cancelled', 'old', minute));
    expect([at(10)?.ref, at(10.1)]).toEqual(['new', undefined]);
    const two = withActs([act('booked', 'new'), act('booked', 'newer', 1)], open, appointment('newer', 'booked'));
    expect(newHourFor(two, act('cancelled', 'old', 2))?.ref).toBe('newer');
  });
});

describe('the old hour that a new one takes the place of', () => {
  const off = appointment('old', 'cancelled');
  const found = (one: CalendarAct, ...hours: readonly Appointment[]) =>
    oldHourFor(withActs([one], ...hours), act('booked', 'new', 5))?.ref;

  it('was called off, is another one, and is called off still', () => {
    expect(found(act('cancelled', 'old'), off)).toBe('old');
    expect(found(act('booked', 'old'), off)).toBeUndefined();
    expect(found(act('cancelled', 'new'), appointment('new', 'cancelled'))).toBeUndefined();
    expect(found(act('cancelled', 'old'), appointment('old', 'booked'))).toBeUndefined();
    expect(found(act('cancelled', 'old'))).toBeUndefined();
  });

  it.each(SIDES)('was called off by the same side: %s, %s', (by, other, same) =>
    expect(
      oldHourFor(withActs([act('cancelled', 'old', 0, by)], off), act('booked', 'new', 5, other)) !== undefined,
    ).toBe(same),
  );
});

describe('acts of the last minutes', () => {
  it('are remembered for ten of them', () => {
    const noted = [act('booked', 'a'), act('booked', 'b', 9), act('booked', 'c', 11)].reduce(noteAct, calendarOf());
    expect(noted.recent.map(({ ref }) => ref)).toEqual(['b', 'c']);
  });

  it('are used up one by one', () => {
    const acts = [act('booked', 'a'), act('booked', 'b')] as const;
    expect(spend(withActs(acts), acts[0]).recent).toEqual([acts[1]]);
  });

  it('say of an hour that it is new, unless it was called off', () => {
    const calendar = withActs([act('booked', 'a'), act('moved', 'b'), act('cancelled', 'c')]);
    const isNew = (ref: string, minute = 5) => isNewLately(calendar, ref, NOW + minute * MINUTE);
    expect(['a', 'b', 'c', 'd'].map((ref) => isNew(ref))).toEqual([true, true, false, false]);
    expect(isNew('a', 11)).toBe(false);
  });

  it('are one decision where one side moves several hours', () => {
    const calendar = withActs([act('moved', 'a'), act('cancelled', 'b')]);
    const also = (refs: readonly string[], by: Side = 'client', minute = 5) =>
      movesOthersLately(calendar, refs, act('moved', refs[0] ?? '', minute, by));
    expect([also(['c']), also(['c', 'a']), also(['a'])]).toEqual([true, false, false]);
    expect([also(['c'], 'practice'), also(['c'], 'client', 11)]).toEqual([false, false]);
    expect(movesOthersLately(withActs([act('cancelled', 'b')]), ['c'], act('moved', 'c', 5))).toBe(false);
  });
});

describe('the decision that a cancellation belongs to', () => {
  const off = (hours: number, tally: Appointment['tally'] = 'cancelledByClient') =>
    hour(120 + hours, tally, { decision: NOW - hours * HOUR });
  const began = (tally: Appointment['tally'], ...hours: readonly Appointment[]) =>
    (NOW - decisionOf(calendarOf(...hours), tally, NOW)) / HOUR;

  it('began with the first cancellation by the same side within a day', () => {
    expect(began('cancelledByClient', off(5), off(20), off(1))).toBe(20);
    expect(began('cancelledByClient', off(24))).toBe(0);
    expect(began('cancelledByClient', off(23.9))).toBeCloseTo(23.9, 9);
    expect(began('cancelledByClient', off(-1))).toBe(0);
    expect(began('cancelledByClient')).toBe(0);
  });

  it('is the client’s own, called off late or in time, and nobody else’s', () => {
    expect(began('cancelledLateByClient', off(5))).toBe(5);
    expect(began('cancelledByClient', off(5, 'cancelledLateByClient'))).toBe(5);
    expect(began('cancelledByClient', off(5, 'cancelledByPractice'))).toBe(0);
    expect(began('cancelledByPractice', off(5, 'cancelledByPractice'))).toBe(5);
    expect(began('cancelledByClient', { ...off(5), decision: null })).toBe(0);
    expect([sideOf('cancelledLateByClient'), sideOf('cancelledByPractice')]).toEqual([
      'cancelledByClient',
      'cancelledByPractice',
    ]);
  });
});

describe('hours that are let go of', () => {
  const days = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);
  const held = (count: number) => days(1, count).map((day) => hour(day, 'kept'));
  const refs = (attendance: Attendance, at = NOW) => letGo(attendance, at).appointments.map(({ ref }) => ref);

  it('are the earliest of more than sixty behind, and are remembered', () => {
    const sixty = calendarOf(...held(60));
    expect(letGo(sixty, NOW)).toBe(sixty);
    expect(refs(calendarOf(...held(61).toReversed()))).not.toContain('h1');
    const many = letGo(calendarOf(...held(64).toReversed()), NOW);
    expect([many.appointments.length, many.appointments.at(-1)?.ref, many.earlier.length]).toEqual([60, 'h5', 4 * 18]);
  });

  it('are none that are ahead, up to four hundred, nor one that may still be taken back', () => {
    const ahead = (count: number) => days(101, count).map((day) => hour(day, null));
    expect(refs(calendarOf(...held(60), ...ahead(10)))).toHaveLength(70);
    expect(refs(calendarOf(...held(60), hour(100, null)))).not.toContain('h1');
    const far = refs(calendarOf(...ahead(402).toReversed()));
    expect([far.length, far[0]]).toEqual([400, 'h500']);
    const open = hour(0, 'missedByClient', { provisional: { until: NOW + 1, tally: 'missedByClient' } });
    expect(refs(calendarOf(open, ...held(61)))).toContain('h0');
  });
});
