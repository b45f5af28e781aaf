import {
  attended,
  booked,
  closed,
  day,
  iso,
  missed,
  named,
  on,
  opened,
  pulse,
  withRupture,
} from '../../alliance/spec/history.js';
import { DEFAULT_RULES, type ClinicRules } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';
import { compareReplays } from './compare-replays.js';
import { replay, type Replay, type ReplayedAlert } from './replay.js';

const wider: ClinicRules = {
  ...DEFAULT_RULES,
  parameters: {
    'reliable-drop': { reliableChanges: 2 },
    'dual-spread': { spreads: 2 },
    level: { consecutive: 3 },
    'weak-signs': { stricter: 9 },
  },
};
const asOf = day(200);
const wide = (history: readonly ClinicEvent[]) => replay(history, { before: DEFAULT_RULES, after: wider, asOf });
const KEY = 'strain-open:1:pulse-21-client';
const said = (outcome: 'talked-it-through' | 'nothing-needed'): ClinicEvent =>
  on(23, 'alert.resolved', { alert: KEY, by: 'k1', outcome });
const overridden = (reason: 'wrong' | 'bad-moment'): ClinicEvent =>
  on(23, 'alert.overridden', { alert: KEY, by: 'k1', reason });

describe('a history under other rules', () => {
  it('has the alerts of both, and neither changes the other', () => {
    const { before, after } = wide(withRupture());
    expect(before).toEqual([
      { key: KEY, rule: 'strain-open', episode: 'e1', clinician: 'k1', raisedAt: day(21), said: 'nothing' },
    ]);
    expect(after).toEqual([]);
    expect(wide([...withRupture(), pulse(28, 20)]).after).toMatchObject([{ rule: 'strain-open', raisedAt: day(28) }]);
  });

  it.each([
    [said('talked-it-through'), 'right'],
    [said('nothing-needed'), 'nothing'],
    [overridden('wrong'), 'wrong'],
    [overridden('bad-moment'), 'nothing'],
  ])('knows what a person said of an alert: %#', (event, what) => {
    expect(wide([...withRupture(), event]).before).toMatchObject([{ said: what }]);
  });

  it('knows when the work stopped early, and nothing of a stop that is not known yet', () => {
    const history = [
      ...withRupture(),
      booked(1, 7),
      attended(7),
      booked(8, 22),
      attended(22),
      booked(23, 29),
      missed(29),
    ];
    expect(wide(history).stop).toEqual({
      lastHour: day(22),
      knownAt: Date.UTC(2026, 4, 8),
    });
    expect(replay(history, { before: DEFAULT_RULES, after: wider, asOf: day(40) }).stop).toBeNull();
  });

  it('says what a rule on trial found', () => {
    const onTrial = { ...DEFAULT_RULES, shadow: ['reliable-drop'] };
    const { shadowed, before, after } = replay(withRupture(), { before: onTrial, after: DEFAULT_RULES, asOf });
    expect(shadowed).toEqual([{ rule: 'reliable-drop', tier: 'probable' }]);
    expect([before.length <= after.length, after.length]).toEqual([true, 1]);
  });
});

describe('an episode under the same rules', () => {
  const same = (history: readonly ClinicEvent[], days = 200) =>
    replay(history, { before: DEFAULT_RULES, after: DEFAULT_RULES, asOf: day(days) });

  it('has its attended hours, by whom they were held', () => {
    const history = [...withRupture(), attended(22), attended(7), missed(15), attended(23)];
    expect(same(history).hours).toEqual([
      { clinician: 'k1', at: day(7) },
      { clinician: 'k1', at: day(22) },
      { clinician: 'k1', at: day(23) },
    ]);
    expect(same([attended(7)]).hours).toEqual([{ clinician: '', at: day(7) }]);
  });

  it.each([
    ['changed-the-plan', 'right'],
    ['talked-it-through', 'right'],
    ['cannot-reach', 'nothing'],
  ] as const)('takes an alert that ended with "%s" for %s', (outcome, what) => {
    const resolved = on(23, 'alert.resolved', { alert: KEY, by: 'k1', outcome });
    expect(same([...withRupture(), resolved]).before).toMatchObject([{ said: what }]);
  });

  it.each([
    ['not-relevant', 'wrong'],
    ['wrong', 'wrong'],
    ['already-knew', 'right'],
  ] as const)('takes an alert that was set aside as "%s" for %s', (reason, what) => {
    const set = on(23, 'alert.overridden', { alert: KEY, by: 'k1', reason });
    expect(same([...withRupture(), set]).before).toMatchObject([{ said: what }]);
  });

  it('keeps what was said when somebody acknowledges the alert or puts it off afterwards', () => {
    const history = [...withRupture(), said('talked-it-through')];
    const seen = on(24, 'alert.acknowledged', { alert: KEY, by: 'k1' });
    const later = on(25, 'alert.snoozed', { alert: KEY, by: 'k1', until: iso(30) });
    expect(same([...history, seen, later]).before).toMatchObject([{ said: 'right' }]);
  });

  it('stopped at the last of all its hours', () =>
    expect(same([opened(), attended(1), attended(8), attended(15)]).stop?.lastHour).toBe(day(15)));

  it('has no stop where the end was agreed, and none where nobody ever came', () => {
    expect(same([...withRupture(), attended(22), closed(30)]).stop).toBeNull();
    expect(same([opened(), missed(3)]).stop).toBeNull();
  });

  it('says what a rule on trial heard in a form that has no score', () => {
    const rules = { ...DEFAULT_RULES, shadow: ['direct-report'] };
    const items = [
      { item: 'r1', value: 2 },
      { item: 'r2', value: 9 },
      { item: 'r3', value: 1 },
    ];
    const instrument = { code: 'pulse', version: '1' };
    const words = on(7, 'feedback.submitted', { form: 'f7', instrument, respondent: 'client', items });
    const { shadowed } = replay([opened(), words], { before: rules, after: rules, asOf });
    expect(shadowed).toMatchObject([{ rule: 'direct-report' }]);
  });

  it('has nothing on trial unless the clinic tries something', () => expect(same(withRupture()).shadowed).toEqual([]));
});

describe('alerts that are told more and less', () => {
  const alert = (key: string, given: Partial<ReplayedAlert> = {}): ReplayedAlert => ({
    key,
    rule: 'strain-open',
    episode: 'e1',
    clinician: 'k1',
    raisedAt: day(3),
    said: 'nothing',
    ...given,
  });
  const one = (given: Partial<Replay>): Replay => ({
    before: [],
    after: [],
    hours: [{ clinician: 'k1', at: day(0) }],
    stop: null,
    shadowed: [],
    ...given,
  });

  it('are named by their key, and counted by week with what was said of them', () => {
    const kept = alert('kept');
    const gone = [alert('gone-1', { said: 'right' }), alert('gone-2', { said: 'wrong' })];
    const extra = [alert('new', { said: 'wrong' })];
    const told = compareReplays([one({ before: [kept, ...gone], after: [kept, ...extra] })]);
    expect(told.before).toMatchObject({ alerts: 3, perClinicianWeek: 3, right: 1, wrong: 1, precision: 1 / 2 });
    expect(told.after).toMatchObject({ alerts: 2, perClinicianWeek: 2, right: 0, wrong: 1, precision: 0 });
    const [newest] = extra;
    expect(told.extra).toEqual({ alerts: 1, perClinicianWeek: 1, right: 0, wrong: 1, newest: [newest] });
    expect(told.gone).toEqual({ alerts: 2, perClinicianWeek: 2, right: 1, wrong: 1, newest: gone });
  });

  it('leave safety answers out, which no rule that can be tried changes', () => {
    const safety = [alert('safety-answer:1:x', { rule: 'safety-answer', said: 'right' })];
    const told = compareReplays([
      one({ before: safety, stop: { lastHour: day(9), knownAt: day(40) } }),
      one({ after: safety }),
    ]);
    expect(told.before).toMatchObject({ alerts: 0, right: 0, stopsToldOf: 0 });
    expect([told.gone.alerts, told.extra.alerts, told.after.alerts]).toEqual([0, 0, 0]);
  });

  it('are compared within each episode', () => {
    const told = compareReplays([one({ before: [alert('same')] }), one({ after: [alert('same')] })]);
    expect([told.gone.alerts, told.extra.alerts]).toEqual([1, 1]);
  });

  it('show the twenty newest, the newest first and those of one instant by their key', () => {
    const many = Array.from({ length: 22 }, (_, n) => alert(`a${n}`, { raisedAt: day(n) }));
    const { newest } = compareReplays([one({ before: many })]).gone;
    expect(newest.map(({ key }) => key)).toEqual(Array.from({ length: 20 }, (_, n) => `a${21 - n}`));
    const tied = [alert('b'), alert('c'), alert('a')];
    expect(compareReplays([one({ after: tied })]).extra.newest.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
  });

  it.each([
    [
      'a day apart',
      [
        ['k1', 0],
        ['k1', 1],
      ],
      1,
    ],
    [
      'a week apart',
      [
        ['k1', 0],
        ['k1', 7],
      ],
      2,
    ],
    [
      'of two clinicians',
      [
        ['k1', 0],
        ['k2', 0],
      ],
      2,
    ],
  ] as const)('count hours %s as so many weeks', (_, hours, weeks) => {
    const held = hours.map(([clinician, at]) => ({ clinician, at: day(at) }));
    expect(compareReplays([one({ hours: held })]).clinicianWeeks).toBe(weeks);
    expect(compareReplays(held.map((hour) => one({ hours: [hour] }))).clinicianWeeks).toBe(weeks);
  });

  it.each([
    ['before the last hour', 5, 4],
    ['at the last hour', 9, 0],
  ])('that came %s were in time', (_, raised, days) => {
    const alerts = [alert('later', { raisedAt: day(30) }), alert('first', { raisedAt: day(raised) })];
    const stop = { lastHour: day(9), knownAt: day(40) };
    const { before, stops } = compareReplays([one({ before: alerts, stop }), one({ before: alerts })]);
    expect([stops, before.stopsToldOf, before.leadDays]).toEqual([1, 1, days]);
  });

  it('that came after the last hour were too late, and the lead is the median of those that were not', () => {
    const stopped = (raised: number) =>
      one({ after: [alert('x', { raisedAt: day(raised) })], stop: { lastHour: day(9), knownAt: day(40) } });
    const { after, stops } = compareReplays([stopped(8), stopped(3), stopped(2), stopped(9.01), stopped(30)]);
    expect([stops, after.stopsToldOf, after.leadDays]).toEqual([5, 3, 6]);
  });

  it('are told of by each rule on trial, tier by tier', () => {
    const found = (rule: string, tier: 'probable' | 'suspected') => ({ rule, tier });
    const replays = [
      one({ shadowed: [found('slope', 'suspected'), found('drop', 'probable')] }),
      one({ shadowed: [found('slope', 'probable'), found('slope', 'suspected')] }),
    ];
    expect(compareReplays(replays).shadowed).toEqual([
      { rule: 'drop', forms: 1, byTier: { probable: 1 } },
      { rule: 'slope', forms: 3, byTier: { suspected: 2, probable: 1 } },
    ]);
  });
});

describe('many episodes under other rules', () => {
  const hours = [booked(1, 7), attended(7), booked(8, 22), attended(22), booked(23, 29), missed(29)];
  const second = [...withRupture(), said('talked-it-through')].map((event) =>
    named(event.id, { ...event, data: { ...event.data, episode: 'e2' } } as ClinicEvent),
  );
  const figures = compareReplays([wide([...withRupture(), ...hours]), wide(second), wide([opened()])]);

  it('say what would be told more and less, by clinician and week, and what people had said of it', () => {
    expect(figures).toMatchObject({
      episodes: 3,
      clinicianWeeks: 2,
      before: { right: 1, wrong: 0, precision: 1 },
      after: { alerts: 0, perClinicianWeek: 0, precision: null },
      extra: { alerts: 0, perClinicianWeek: 0, newest: [] },
    });
    expect(figures.gone).toMatchObject({ alerts: figures.before.alerts, right: 1, wrong: 0 });
    expect(figures.gone.newest[0]?.raisedAt).toBeGreaterThanOrEqual(figures.gone.newest.at(-1)?.raisedAt ?? Infinity);
  });

  it('say how long before the last hour of those who stopped somebody was told', () => {
    expect(figures).toMatchObject({ stops: 1, before: { stopsToldOf: 1, leadDays: 1 }, after: { stopsToldOf: 0 } });
    expect(figures.after.leadDays).toBeNull();
  });

  it('are null and not nought where there is nothing to count', () => {
    expect(compareReplays([])).toMatchObject({ before: { perClinicianWeek: null, precision: null, leadDays: null } });
  });
});
