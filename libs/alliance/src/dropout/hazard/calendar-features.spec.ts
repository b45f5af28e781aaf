import { attended, booked, cancelled, day, iso, missed, on, opened } from '../../../spec/history.js';
import { foldEpisode } from '../../episode/episode.js';
import type { ClinicEvent } from '#lib/events';
import { attendedSessions } from '#lib/attendance';
import { calendarFeatures, silenceFeatures } from './calendar-features.js';

const stateOf = (...events: ClinicEvent[]) => foldEpisode([opened(), ...events]);
const calendar = (...events: ClinicEvent[]) => {
  const state = stateOf(...events);
  return calendarFeatures(state, attendedSessions(state));
};
const silence = (at: number, ...events: ClinicEvent[]) => {
  const state = stateOf(...events);
  return silenceFeatures(state, attendedSessions(state))(day(at));
};

describe('the calendar', () => {
  it('says nothing before somebody came', () => {
    expect(calendar(missed(1), missed(8))).toEqual({});
    expect(silence(20, booked(1, 8))).toEqual({});
  });

  it('counts missed hours, late notice and moves among the last four that the client could have come to', () => {
    const late = (at: number) => cancelled(at - 0.5, `a${at}`, { cancelledBy: 'client', late: true });
    const early = (at: number) => cancelled(at - 3, `a${at}`, { cancelledBy: 'client', late: false });
    expect(calendar(attended(1), missed(8), missed(15))).toEqual({ noshow: 2, earlyns: 1, latecx: 0, resch: 0 });
    expect(calendar(attended(1), late(8), late(15), missed(22))).toMatchObject({ noshow: 1, latecx: 2 });
    expect(calendar(attended(1), early(8), early(15))).toEqual({ noshow: 0, earlyns: 0, latecx: 0, resch: 0 });
    expect(calendar(missed(1), attended(8), early(15), late(22), attended(29))).toMatchObject({ noshow: 0, latecx: 1 });
  });

  it('does not let hours that the client had no part in push others out of the last four', () => {
    const theirs = [missed(8, 'clinician'), missed(9, 'both'), missed(10, 'unknown')];
    const off = [booked(2, 11), cancelled(3, 'a11', { cancelledBy: 'clinician' })];
    const practice = [booked(2, 12), cancelled(3, 'a12', { cancelledBy: 'practice' })];
    const all = [attended(1), missed(2), ...theirs, ...off, ...practice, attended(13)];
    expect(calendar(...all)).toMatchObject({ noshow: 1 });
  });

  it('adds up the moves of several hours', () => {
    const moved = (appointment: string, at: number, to: number) =>
      on(at, 'appointment.rescheduled', { appointment, start: iso(to), end: iso(to + 0.04), initiatedBy: 'client' });
    const twice = [booked(1, 8), moved('a8', 2, 9), moved('a8', 3, 10), attended(10, 'a8')];
    const once = [booked(11, 17), moved('a17', 12, 18), attended(18, 'a17')];
    expect(calendar(attended(1), ...twice, ...once)).toMatchObject({ resch: 3 });
  });

  it.each([
    ['before anybody came', [missed(1), attended(2)], 1],
    ['after the first two', [attended(1), attended(2), missed(3)], 1],
    ['after the third', [attended(1), attended(2), attended(3), missed(4)], 0],
    ['never', [attended(1), attended(2), attended(3), attended(4)], 0],
    ['never yet', [attended(1)], 0],
  ])('knows an early missed hour: %s', (_, events, earlyns) => expect(calendar(...events)).toMatchObject({ earlyns }));

  it('counts only hours that took place before it takes an hour for an early one', () => {
    const off = [2, 3].map((at) => cancelled(at - 1, `a${at}`, { cancelledBy: 'client', late: false }));
    expect(calendar(attended(1), ...off, attended(4), attended(5), missed(6))).toMatchObject({ earlyns: 0 });
    expect(calendar(attended(1), ...off, missed(4), attended(5))).toMatchObject({ earlyns: 1 });
  });
});

describe('silence', () => {
  const weekly = [attended(1), attended(8)];

  it('grows by doublings beyond the usual gap, and only beyond', () => {
    expect(silence(15, ...weekly)).toEqual({ gap: 0, nofut: 1 });
    expect(silence(22, ...weekly).gap).toBeCloseTo(1, 9);
    expect(silence(36, ...weekly).gap).toBeCloseTo(2, 9);
    expect(silence(18.5, ...weekly).gap).toBeCloseTo(Math.log2(1.5), 9);
  });

  it('ends with the next booked hour and begins again when that has gone by', () => {
    expect(silence(14, ...weekly, booked(8, 15))).toEqual({ gap: 0, nofut: 0 });
    expect(silence(15, ...weekly, booked(8, 15))).toEqual({ gap: 0, nofut: 1 });
  });

  it('is nobody’s while the work rests', () =>
    expect(silence(90, ...weekly, on(9, 'episode.paused', {}))).toEqual({ gap: 0, nofut: 0 }));

  const break_ = (from: number, to: number) => [on(from, 'episode.paused', {}), on(to, 'episode.resumed', {})];
  const cadence = on(0.1, 'episode.updated', { cadenceDays: 7 });
  const leave = (from: number, to: number) =>
    on(from, 'clinician.absence_started', { clinician: 'k1', until: iso(to) } as never);

  it('K3 goes on through an agreed break without its days: .893 on day 27, 1.515 on day 34', () => {
    const rested = [cadence, attended(0), ...break_(7, 21)];
    expect(silence(27, ...rested).gap).toBeCloseTo(0.893, 3);
    expect(silence(34, ...rested).gap).toBeCloseTo(1.515, 3);
  });

  it.each<[string, ClinicEvent[], number]>([
    ['over two breaks', [...break_(2, 9), ...break_(14, 21)], 1.515],
    ['over the clinician’s leave', [leave(7, 21)], 1.515],
    ['over a leave within a break, once', [leave(9, 19), ...break_(7, 21)], 1.515],
    ['with an hour since the break', [...break_(7, 21), attended(22)], 0.778],
  ])('K3 goes on through every break: %s', (_, events, gap) =>
    expect(silence(34, cadence, attended(0), ...events).gap).toBeCloseTo(gap, 3),
  );

  it('F2 F4 misses no booking while the clinician is away, and none before it is usual', () => {
    expect(silence(20, ...weekly, leave(10, 30))).toMatchObject({ gap: 0, nofut: 0 });
    const later = [0, 7, 14, 21].flatMap((at) => [attended(at), booked(at + 3, at + 7)]);
    const habit = [...later, attended(28)];
    expect(silence(29, ...habit).nofut).toBe(0);
    expect(silence(34, ...habit).nofut).toBe(1);
    expect(silence(29, ...[0, 7, 14, 21, 28].map((at) => attended(at))).nofut).toBe(1);
  });

  it('is counted from an hour that the practice called off once that has gone by, and not before', () => {
    const off = [booked(8, 30), cancelled(9, 'a30', { cancelledBy: 'practice' })];
    expect(silence(29, ...weekly, ...off).gap).toBeCloseTo(Math.log2(3), 9);
    expect(silence(30, ...weekly, ...off).gap).toBe(0);
    expect(silence(44, ...weekly, ...off).gap).toBeCloseTo(1, 9);
  });
});
