import { attended, booked, cancelled, day, missed, on, opened } from '../../alliance/spec/history.js';
import { foldEpisode } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';

import { breaksOf, cadenceOf, usualGap } from './rhythm.js';
import { attendedSessions } from './sessions.js';

const stateOf = (...events: ClinicEvent[]) => foldEpisode([opened(), ...events]);
const agreed = (days: number) => on(0.1, 'episode.updated', { cadenceDays: days });

describe('the hours of an episode', () => {
  it('are those that took place, by when they were and not by when they were told', () => {
    const state = stateOf(booked(1, 20), booked(1, 9), attended(20, 'a20'), attended(21, 'a9'), missed(30));
    expect(attendedSessions(state).map(({ at, appointment }) => [at, appointment.ref])).toEqual([
      [day(9), 'a9'],
      [day(20), 'a20'],
    ]);
  });

  it('are broken by agreed pauses and by what was not held', () => {
    const off = (at: number, cancelledBy: 'practice' | 'clinician' | 'client' | 'unknown') => [
      booked(1, at),
      cancelled(2, `a${at}`, { cancelledBy }),
    ];
    const pause = [on(3, 'episode.paused', {}), on(5, 'episode.resumed', {})];
    const called = [...off(10, 'practice'), ...off(11, 'clinician'), ...off(12, 'client'), ...off(13, 'unknown')];
    const absent = [missed(20, 'clinician'), missed(21, 'both'), missed(22, 'client'), missed(23, 'unknown')];
    expect(breaksOf(stateOf(...pause, ...called, ...absent))).toEqual([5, 10, 11, 20, 21].map(day));
  });
});

describe('the usual gap', () => {
  const gap = (times: readonly number[], breaks: readonly number[] = [], cadenceDays: number | null = null) =>
    usualGap({ ...foldEpisode([]), cadenceDays }, times.map(day), breaks.map(day));

  it('is the median of the last four', () => {
    expect(gap([0, 7])).toBe(7);
    expect(gap([0, 7, 21])).toBe(10.5);
    expect(gap([0, 100, 102, 104, 120, 130])).toBe(6);
  });

  it('leaves out what was broken between, and two hours of one instant', () => {
    expect(gap([0, 30, 37], [20])).toBe(7);
    expect(gap([0, 7, 7, 21])).toBe(10.5);
  });

  it('is not broken by what falls on an hour itself', () => expect(gap([0, 30], [0, 30])).toBe(30));

  it('is as agreed where there is none yet, and else a week', () => {
    expect(gap([0], [], 14)).toBe(14);
    expect(gap([0, 10], [5], 14)).toBe(14);
    expect(gap([0])).toBe(7);
    expect(gap([])).toBe(7);
  });
});

describe('the cadence of the labels', () => {
  it('is as agreed before it is as usual', () => {
    expect(cadenceOf(stateOf(attended(1), attended(4)))).toBe(3);
    expect(cadenceOf(stateOf(agreed(14), attended(1), attended(4)))).toBe(14);
    expect(cadenceOf(stateOf())).toBe(7);
  });

  it('is usual between hours that nothing broke', () => {
    const off = [booked(1, 10), cancelled(2, 'a10', { cancelledBy: 'practice' })];
    expect(cadenceOf(stateOf(attended(1), ...off, attended(22), attended(25)))).toBe(3);
  });
});
