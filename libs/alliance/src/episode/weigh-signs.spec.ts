import { type ClinicEvent } from '#lib/events';
import { DAY } from '#lib/kernel';
import {
  attended,
  booked,
  closed,
  day,
  handover,
  marked,
  missed,
  on,
  opened,
  pulse,
  requested,
  timer,
} from '../../spec/history.js';
import { DEFAULT_RULES, type ClinicRules } from '../rules/clinic-rules.js';
import { alertsOf, continueEpisode, foldEpisode } from './episode.js';
import { lookAgainAt } from './timers.js';

const under = (weakSigns: ClinicRules['parameters'][string]): ClinicRules => ({
  ...DEFAULT_RULES,
  parameters: { 'weak-signs': weakSigns },
});
/** Five calm weeks of forms about as high as ever. */
const calm = [opened(), ...[90, 88, 92, 90, 90].map((level, i) => pulse(7 * (i + 1), level))];
const unanswered = (at: number): readonly ClinicEvent[] => [
  requested(at, at + 2, `late-${at}`),
  timer({ at: day(at + 2), reason: 'feedback-overdue' }),
];
/** A form somewhat lower, a form that did not come, an hour missed: none of them would be told. */
const lower = [pulse(42, 83)];
const silent = unanswered(43);
const away = [booked(40, 46), missed(46, 'client', 'a46')];
const small = [...lower, ...silent, ...away];

const rupturesTold = (events: readonly ClinicEvent[], rules = DEFAULT_RULES) =>
  alertsOf(foldEpisode(events, rules)).filter(({ rule }) => rule === 'strain-open');
const stateOf = (...events: readonly ClinicEvent[]) => foldEpisode([...calm, ...events]).rupture?.state;

describe('several small signs', () => {
  it('are told together, once, each named, the largest first', () => {
    const [prompt, ...others] = rupturesTold([...calm, ...small]);
    expect([prompt?.facts['basis'], prompt?.facts['together'], others]).toEqual(['signs', 'several', []]);
    expect(prompt?.facts['small']).toBe('hour-missed form-unanswered form-lower');
    expect(prompt?.evidence).toEqual([
      'urn:practice pulse-42-client',
      expect.stringContaining('timer'),
      'urn:practice appointment.missed-46',
    ]);
  });

  it('are one message where a miss is the last of them, and the next miss is told as one', () => {
    const rules = (...events: readonly ClinicEvent[]) =>
      alertsOf(foldEpisode([...calm, ...small, ...events])).map(({ rule, cause }) => [rule, cause].join(' '));
    expect(rules()).toEqual(['strain-open appointment.missed-46']);
    expect(rules(booked(47, 53), missed(53, 'client', 'a53'))).toHaveLength(2);
  });

  it.each([
    ['the lower form', lower],
    ['the silence', silent],
    ['the missed hour', away],
    ['a form with its lowest part', [pulse(42, 78)]],
  ])('tell nobody one by one: %s', (_, one) => expect(rupturesTold([...calm, ...one])).toEqual([]));

  it('say the same in whatever order they arrive, folded at once or in two parts', () => {
    const events = [...calm, ...small, attended(49), pulse(49, 90)];
    const whole = foldEpisode(events);
    expect(foldEpisode(events.toReversed())).toEqual(whole);
    for (let cut = 1; cut < events.length; cut++) {
      const ordered = events.toSorted((a, b) => a.occurredAt - b.occurredAt);
      expect(continueEpisode(foldEpisode(ordered.slice(0, cut)), ordered.slice(cut))).toEqual(whole);
    }
  });

  it('make a strain that was only suspected one that is told, and not another one', () => {
    const suspected = [opened(), pulse(1, 90), pulse(7, 74)];
    expect(foldEpisode(suspected).rupture).toMatchObject({ state: 'suspected', cause: 'pulse-7-client' });
    const [prompt] = rupturesTold([...suspected, booked(6, 9), missed(9, 'client', 'a9')]);
    expect(prompt).toMatchObject({ cause: 'pulse-7-client', facts: { basis: 'drop' } });
  });

  it('are no second prompt while a strain is open', () => {
    const fallen = [...calm, pulse(42, 60)];
    expect(rupturesTold([...fallen, ...silent, ...away]).map(({ cause }) => cause)).toEqual(['pulse-42-client']);
  });

  it('give way to a clear fall in the same strain', () => {
    const [prompt, ...others] = rupturesTold([...calm, ...small, pulse(49, 60)]);
    expect([prompt?.seenAgain, prompt?.facts['basis'], others]).toEqual([1, 'drop', []]);
  });

  it('do not count across a handover, in a pause or outside the work', () => {
    expect(rupturesTold([...calm, ...lower, ...silent, handover(45.5), ...away])).toEqual([]);
    expect(rupturesTold([...calm, ...lower, on(42.5, 'episode.paused', {}), ...silent, ...away])).toEqual([]);
    expect(rupturesTold([...calm, ...lower, ...silent, closed(45.5), ...away])).toEqual([]);
  });

  it('begin again after a person ended the prompt only where they are new', () => {
    const key = rupturesTold([...calm, ...small])[0]?.key ?? '';
    const ended = on(46.5, 'alert.resolved', { alert: key, by: 'k1', outcome: 'talked-it-through' });
    expect(rupturesTold([...calm, ...small, ended, ...unanswered(47)])).toHaveLength(1);
    const again = [booked(47, 48), missed(48, 'client', 'a48'), booked(48, 49), missed(49, 'client', 'a49')];
    const more = [pulse(47, 80, [1, 4, 4]), ...again, ...unanswered(47)];
    expect(rupturesTold([...calm, ...small, ended, ...more])).toHaveLength(2);
  });
});

describe('what the clinician wrote', () => {
  const withdrawal = { code: 'rupture.withdrawal', significance: 2 };

  it('is no news to them, also beside a small sign', () => {
    expect(rupturesTold([...calm, ...lower, marked(43, withdrawal)])).toEqual([]);
  });

  it('adds to what the client shows afterwards', () => {
    const [prompt] = rupturesTold([...calm, marked(41, withdrawal), ...lower]);
    expect(prompt?.facts['small']).toBe('note-marked form-lower');
    expect(prompt?.evidence.at(-1)).toBe('urn:practice pulse-42-client');
  });
});

describe('a strain of small signs alone', () => {
  it('fades by itself when nothing more comes, at an instant that it names', () => {
    const state = foldEpisode([...calm, ...small]);
    const fadesAt = state.rupture?.fadesAt ?? 0;
    expect([state.rupture?.state, fadesAt > day(46)]).toEqual(['open', true]);
    const due = lookAgainAt(state);
    expect(due).toEqual({ at: fadesAt, reason: 'signs-faded' });
    const after = foldEpisode([...calm, ...small, timer({ at: fadesAt, reason: 'signs-faded' })]);
    expect([after.rupture?.state, after.alerts.at(-1)?.status]).toEqual(['faded', 'eased']);
    const before = foldEpisode([...calm, ...small, timer({ at: fadesAt - 1, reason: 'signs-faded' })]);
    expect(before.rupture?.state).toBe('open');
  });

  it('is mended once a form is as usual and the client has come', () => {
    expect(stateOf(...small, attended(49), pulse(49, 90))).toBe('repaired');
  });

  it('lasts longer when more comes', () => {
    const first = foldEpisode([...calm, ...small]).rupture?.fadesAt ?? 0;
    const again = foldEpisode([...calm, ...small, booked(47, 48), missed(48, 'client', 'a48')]).rupture?.fadesAt ?? 0;
    expect(again - first).toBeGreaterThan(DAY);
  });
});

describe('the budget of a clinic', () => {
  it('decides how many points it takes', () => {
    expect(rupturesTold([...calm, ...small], under({ perWeek: 0.01 }))).toEqual([]);
    expect(rupturesTold([...calm, ...lower, ...silent], under({ stricter: 0.7 }))).toHaveLength(1);
    expect(rupturesTold([...calm, ...small], under({ stricter: 3 }))).toEqual([]);
  });

  it('lets one sign alone be told where a clinic wants to hear more', () => {
    expect(rupturesTold([...calm, pulse(42, 78)], under({ perWeek: 0.05 }))).toEqual([]);
    const [prompt] = rupturesTold([...calm, pulse(42, 78)], under({ perWeek: 0.5 }));
    expect(prompt?.facts).toMatchObject({ small: 'form-lower', together: 'one' });
  });

  it('takes what is only missing for an absence and no strain, unless a clinic wants to hear more', () => {
    const absent = [...calm, ...silent, ...away];
    expect(rupturesTold(absent)).toEqual([]);
    expect(rupturesTold(absent, under({ perWeek: 0.05, stricter: 0.5 }))).toEqual([]);
    const [prompt] = rupturesTold(absent, under({ perWeek: 0.1 }));
    expect(prompt?.facts).toMatchObject({ small: 'hour-missed form-unanswered', together: 'several' });
  });

  it('on trial tells nobody, and is written down with the latest form', () => {
    const trial = { ...DEFAULT_RULES, shadow: ['weak-signs'] };
    const state = foldEpisode([...calm, ...small], trial);
    expect([state.rupture, rupturesTold([...calm, ...small], trial)]).toEqual([null, []]);
    expect(state.series[0]?.ratings.at(-1)?.shadow).toEqual([{ rule: 'weak-signs', tier: 'probable' }]);
  });
});
