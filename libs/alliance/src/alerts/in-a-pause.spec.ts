/** In an agreed break nobody is reminded of anything but a safety answer; what was waiting comes back with its end. */
import type { ClinicEvent } from '#lib/events';
import { booked, day, iso, missed, on, opened, phq, phqRules, timer, withRupture } from '../../spec/history.js';
import { attentionOf } from '../episode/attention.js';
import { foldEpisode } from '../episode/episode.js';
import { lookAgainAt } from '../episode/timers.js';
import type { EpisodeState } from '../state/episode-state.js';

const paused = (at: number, until?: number): ClinicEvent =>
  on(at, 'episode.paused', until === undefined ? {} : { until: iso(until) });
const resumed = (at: number): ClinicEvent => on(at, 'episode.resumed', {});
const fold = (...more: ClinicEvent[]): EpisodeState => foldEpisode([...withRupture(), ...more]);
const [told] = fold().alerts;
const snoozed = (at: number, until: number, alert = told?.key ?? ''): ClinicEvent =>
  on(at, 'alert.snoozed', { alert, by: 'k1', until: iso(until) });
const anything = (at: number): ClinicEvent => on(at, 'client.updated', {});

describe('a prompt that is open when a pause begins', () => {
  it('stays open without a reminder: nothing is due before the pause is over', () => {
    expect(fold(paused(23, 60)).alerts).toMatchObject([{ status: 'open' }]);
    expect(lookAgainAt(fold(paused(23, 60)))).toEqual({ at: day(60), reason: 'pause-over' });
    expect(lookAgainAt(fold(paused(23)))).toBeUndefined();
    expect(attentionOf(fold(paused(23)))).toEqual({ attention: 'on-course', because: { code: 'paused' } });
  });

  it('asks for attention again from its end on', () =>
    expect(attentionOf(fold(paused(23, 30), anything(31)))).toMatchObject({
      attention: 'talk-soon',
      because: { code: 'alert' },
    }));

  it('gains no missed hour in the pause', () =>
    expect(fold(paused(23), booked(24, 26, 'm'), missed(26, 'client', 'm')).alerts).toHaveLength(1));
});

describe('a prompt that was put off', () => {
  it.each<[string, ClinicEvent[]]>([
    ['that ends by itself', [paused(23, 40), anything(41)]],
    ['that somebody ends', [paused(23), anything(30), resumed(40), anything(41)]],
  ])('comes back with the end of a pause %s, and not within it', (_, events) => {
    const within = fold(snoozed(22, 25), ...events.slice(0, 1), anything(30));
    expect(within.alerts).toMatchObject([{ status: 'snoozed', cameBackAt: null }]);
    expect(fold(snoozed(22, 25), ...events).alerts).toMatchObject([{ status: 'open', cameBackAt: day(40) }]);
  });

  it('for longer than the pause comes back in its own time', () => {
    const state = fold(snoozed(22, 50), paused(23, 40), anything(45));
    expect(state.alerts).toMatchObject([{ status: 'snoozed' }]);
    expect(lookAgainAt(state)).toEqual({ at: day(50), reason: 'alert-snoozed' });
  });
});

describe('a safety answer in a pause', () => {
  const events = [opened(), paused(2, 60), phq(3, 3)];
  const first = foldEpisode(events, phqRules()).alerts[0]?.key ?? '';

  it('is told, and goes on to the cover', () => {
    const next = lookAgainAt(foldEpisode(events, phqRules()), phqRules());
    expect(next?.reason).toBe('safety-unacknowledged');
    const after = foldEpisode([...events, timer(next as NonNullable<typeof next>)], phqRules());
    expect(after.alerts.map(({ clinician, status }) => `${clinician} ${status}`)).toEqual(['k1 open', 'k8 open']);
  });

  it('that was put off comes back within it', () => {
    const state = foldEpisode([...events, snoozed(3.001, 3.01, first), anything(4)], phqRules());
    expect(state.alerts).toMatchObject([{ status: 'open', cameBackAt: day(3.01) }]);
  });
});
