import fc from 'fast-check';
import { anyHistory } from '../../spec/any-history.js';
import { attended, booked, closed, day, iso, missed, on, opened, pulse, timer } from '../../spec/history.js';
import { lived } from '../../spec/lived.js';
import { ALERT_RULES } from '../alerts/raise.js';
import { summarise } from '#lib/presentation';
import { DEFAULT_RULES, type ClinicRules } from '../rules/clinic-rules.js';
import { foldEpisode } from '../episode/episode.js';
import type { ClinicEvent } from '#lib/events';
import { lookAgainAt } from '../episode/timers.js';
import { writeState } from '../state/state-text.js';
import { openInterval } from './open-interval.js';

const references = [{ code: 'pulse', version: '1', mean: 80, sd: 10 }];
const on_ = (stopping: Partial<NonNullable<ClinicRules['stopping']>> = {}): ClinicRules => ({
  ...DEFAULT_RULES,
  stopping: { model: 'stopping-early-1', site: 0, references, ...stopping },
});
const rules = on_();

const begun = [opened(), pulse(1, 80), attended(1), booked(1, 8), pulse(8, 80), attended(8)];

describe('where the chance of stopping early is on', () => {
  it('nobody is told of it and nothing waits for it: state, clocks and alerts are as without it', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const history = lived(events, 150, rules);
        const state = foldEpisode(history, rules);
        expect(writeState(state)).toBe(writeState(foldEpisode(history)));
        expect(lookAgainAt(state, rules)).toEqual(lookAgainAt(state));
        expect(state.alerts.map(({ rule }) => rule)).not.toContain('stopping-chance');
      }),
      { numRuns: 60 },
    );
  });

  it('a look that an earlier version put into the log changes nothing', () => {
    const looked = [...begun, timer({ at: day(20), reason: 'stopping-look' })];
    expect(foldEpisode(looked, rules).alerts).toEqual([]);
    expect(summarise(foldEpisode(looked, rules), rules)).toMatchObject({ stopping: { shown: true } });
  });

  it('is seen in the summary alone, and not where it is off', () => {
    expect(summarise(foldEpisode(begun, rules), rules)).toHaveProperty('stopping');
    expect(summarise(foldEpisode(begun))).not.toHaveProperty('stopping');
  });
});

describe('the interval that an episode is in', () => {
  const interval = (...events: ClinicEvent[]) => openInterval(foldEpisode([opened(), ...events], rules));
  const paused = (from: number, to: number) => [on(from, 'episode.paused', {}), on(to, 'episode.resumed', {})];
  const fortnightly = on(0.1, 'episode.updated', { cadenceDays: 14 });

  it('begins with the last attended hour and ends with the silence that counts as a stop', () => {
    const opens = { hour: 'a8', opened: day(8) };
    expect(interval(attended(1), attended(8), missed(15))).toEqual({ ...opens, ends: day(38) });
    expect(interval(fortnightly, attended(8))).toEqual({ ...opens, ends: day(50) });
  });

  it('is counted anew from the end of an agreed break, unless somebody came since', () => {
    expect(interval(attended(8), ...paused(9, 30))).toMatchObject({ opened: day(8), ends: day(60) });
    expect(interval(...paused(2, 5), attended(8))).toMatchObject({ opened: day(8), ends: day(38) });
    expect(interval(attended(1), ...paused(2, 5), ...paused(6, 9))).toMatchObject({ ends: day(39) });
  });

  it('is not opened again by a leave or a break that begins once work has stopped', () => {
    const away = (from: number, to: number) => [
      on(from, 'clinician.absence_started', { clinician: 'k1' } as never),
      on(to, 'clinician.absence_ended', { clinician: 'k1' } as never),
    ];
    expect(interval(attended(8), ...away(100, 110), ...away(200, 210))).toMatchObject({ ends: day(38) });
    expect(interval(attended(8), ...away(20, 30), ...away(200, 210))).toMatchObject({ ends: day(60) });
    expect(interval(attended(8), ...paused(100, 110))).toMatchObject({ ends: day(38) });
    expect(interval(attended(8), ...away(38, 50))).toMatchObject({ ends: day(38) });
  });

  it('lasts as long as the clinician is away, and longer by that', () => {
    const away = (until?: number) =>
      on(20, 'clinician.absence_started', {
        clinician: 'k1',
        ...(until === undefined ? {} : { until: iso(until) }),
      } as never);
    expect(interval(attended(8), away())).toMatchObject({ ends: Infinity });
    expect(interval(attended(8), away(34))).toMatchObject({ ends: day(64) });
  });

  it('ends by a clock of its own, and nothing that is folded later depends on that', () => {
    const now = lived([opened(), attended(8)], 300);
    const looks = now.filter(({ data }) => (data as { reason?: string }).reason === 'stopping-look');
    expect(looks.map(({ occurredAt }) => occurredAt)).toEqual([day(38)]);
    const later = [attended(290), booked(290, 297)];
    const folded = (events: readonly ClinicEvent[]) => writeState(foldEpisode([...events, ...later]));
    expect(folded(now)).toBe(folded(now.filter((event) => !looks.includes(event))));
  });

  it.each<[string, readonly ClinicEvent[]]>([
    ['after the end', [closed(9)]],
    ['in a break', [on(9, 'episode.paused', {})]],
    ['while somebody comes', [attended(30), attended(60), attended(85)]],
  ])('waits for no clock %s', (_, more) =>
    expect(
      lived([opened(), attended(8), ...more], 90).filter(
        ({ data }) => (data as { reason?: string }).reason === 'stopping-look',
      ),
    ).toEqual([]),
  );

  it('is none before anybody came, in a break and after the end', () => {
    expect(interval(missed(3))).toBeUndefined();
    expect(interval(attended(1), on(2, 'episode.paused', {}))).toBeUndefined();
    expect(interval(attended(1), closed(2))).toBeUndefined();
  });
});

it('keeps the rule of the alerts that earlier versions raised, so that they can be read', () =>
  expect(ALERT_RULES.filter(({ budgeted }) => budgeted).map(({ code }) => code)).toEqual(['stopping-chance']));
