/** What each word about the work of two people changes by itself. */
import type { EventOf, EventType } from '#lib/events';
import { stateWith } from '../../spec/alerts.js';
import { day, iso, on } from '../../spec/history.js';
import { DEFAULT_RULES } from '../rules/clinic-rules.js';
import type { EpisodeState } from '../state/episode-state.js';
import { changeClinician, close, coverInTime, handOverInTime, open, pause, superviseInTime } from './assignment.js';

describe('told by itself', () => {
  const running = (more: Partial<EpisodeState> = {}) => stateWith([], more);
  const told = <T extends EventType>(at: number, type: T, data: object = {}) =>
    on(at, type, data as never) as EventOf<T>;

  it('an opening says who works with the client, and since when', () => {
    const event = told(9, 'episode.opened', { clinician: 'k2' });
    expect(open(running({ pausedSince: 1 }), event)).toMatchObject({
      ...{ status: 'open', opened: day(9), running: day(9), pausedSince: null, clinician: 'k2' },
    });
    expect(open(running({ opened: day(1) }), event)).toMatchObject({ opened: day(1), running: day(9) });
  });

  it.each<[EpisodeState['status'], object]>([
    ['open', { status: 'paused', pausedSince: day(9), pausedUntil: day(12) }],
    ['closed', { status: 'closed', pausedSince: null, pausedUntil: null }],
    ['unopened', { status: 'unopened', pausedSince: null, pausedUntil: null }],
  ])('a pause begins in an episode that is %s: %j', (status, then) =>
    expect(pause(running({ status }), told(9, 'episode.paused', { until: iso(12) }))).toMatchObject(then),
  );

  it('a pause that is told again has the end that was told last', () => {
    const paused = running({ status: 'paused', pausedSince: day(5), pausedUntil: day(8) });
    expect(pause(paused, told(7, 'episode.paused'))).toEqual({ ...paused, pausedUntil: null });
  });

  it.each<[string, number | null, number | null]>([
    ['deceased', null, day(9)],
    ['deceased', day(3), day(3)],
    ['mutual', null, null],
    ['mutual', day(3), day(3)],
  ])('an end says that the client has died: %s, known %s: %s', (reason, died, then) =>
    expect(close(running({ died }), told(9, 'episode.closed', { reason })).died).toBe(then),
  );

  it.each<[string, string, number, Partial<EpisodeState>]>([
    ['supervision', 'k2', 9, { supervisor: 'k2', supervisionFrom: null }],
    ['supervision', 'k2', 8, { supervisor: 'k2', supervisionFrom: null }],
    ['supervision', 'k2', 10, { supervisor: null, supervisionFrom: { to: 'k2', at: day(10) } }],
    ['cover', 'k2', 9, { cover: 'k2', coverFrom: null }],
    ['cover', 'k2', 8, { cover: 'k2', coverFrom: null }],
    ['cover', 'k2', 10, { cover: null, coverFrom: { to: 'k2', at: day(10) } }],
    ['cover', 'k1', 9, { cover: null, coverFrom: null }],
    ['handover', 'k2', 9, { clinician: 'k2', handover: null, signsFrom: day(9) }],
    ['handover', 'k2', 8, { clinician: 'k2', handover: null, signsFrom: day(9) }],
    ['handover', 'k2', 10, { clinician: 'k1', handover: { to: 'k2', at: day(10) } }],
  ])('a %s to %s from day %d, told on day 9: %j', (...[kind, to, from, then]) => {
    const event = told(9, 'episode.clinician_changed', { kind, to, effectiveAt: iso(from) });
    expect(changeClinician(running(), event, DEFAULT_RULES)).toMatchObject(then);
  });

  it.each<[string, (state: EpisodeState, at: number) => EpisodeState, keyof EpisodeState]>([
    ['cover', coverInTime, 'coverFrom'],
    ['supervision', superviseInTime, 'supervisionFrom'],
    ['handover', (state, at) => handOverInTime(state, at, DEFAULT_RULES), 'handover'],
  ])('what was announced takes effect at its time, and no other: %s', (_, pass, key) => {
    const announced = running({ [key]: { to: 'k2', at: day(9) } });
    expect(pass(announced, day(9) - 1)).toBe(announced);
    expect(pass(announced, day(9))[key]).toBeNull();
    expect(pass(announced, day(10))[key]).toBeNull();
    const state = running();
    expect(pass(state, day(9))).toBe(state);
  });
});
