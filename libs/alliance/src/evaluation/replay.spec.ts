import { attended, booked, day, missed, named, on, opened, pulse, strained } from '../../spec/history.js';
import { HOUSE_RULES, type ClinicRules } from '../clinic/clinic-rules.js';
import type { ClinicEvent } from '../events/catalogue.js';
import { compareReplays } from './compare-replays.js';
import { replay } from './replay.js';

const wider: ClinicRules = {
  ...HOUSE_RULES,
  parameters: { 'reliable-drop': { reliableChanges: 2 }, 'dual-spread': { spreads: 2 }, level: { consecutive: 3 } },
};
const asOf = day(200);
const wide = (history: readonly ClinicEvent[]) => replay(history, { before: HOUSE_RULES, after: wider, asOf });
const KEY = 'strain-open:1:pulse-21-client';
const said = (outcome: 'talked-it-through' | 'nothing-needed'): ClinicEvent =>
  on(23, 'alert.resolved', { alert: KEY, by: 'k1', outcome });
const overridden = (reason: 'wrong' | 'bad-moment'): ClinicEvent =>
  on(23, 'alert.overridden', { alert: KEY, by: 'k1', reason });

describe('a history under other rules', () => {
  it('has the alerts of both, and neither changes the other', () => {
    const { before, after } = wide(strained());
    expect(before).toEqual([
      { key: KEY, rule: 'strain-open', episode: 'e1', clinician: 'k1', raisedAt: day(21), said: 'nothing' },
    ]);
    expect(after).toEqual([]);
    expect(wide([...strained(), pulse(28, 20)]).after).toMatchObject([{ rule: 'strain-open', raisedAt: day(28) }]);
  });

  it.each([
    [said('talked-it-through'), 'right'],
    [said('nothing-needed'), 'nothing'],
    [overridden('wrong'), 'wrong'],
    [overridden('bad-moment'), 'nothing'],
  ])('knows what a person said of an alert: %#', (event, what) => {
    expect(wide([...strained(), event]).before).toMatchObject([{ said: what }]);
  });

  it('knows when the work stopped early, and nothing of a stop that is not known yet', () => {
    const history = [...strained(), booked(1, 7), attended(7), booked(8, 22), attended(22), booked(23, 29), missed(29)];
    expect(wide(history).stop).toEqual({
      lastHour: day(22),
      knownAt: Date.UTC(2026, 4, 8),
    });
    expect(replay(history, { before: HOUSE_RULES, after: wider, asOf: day(40) }).stop).toBeNull();
  });

  it('says what a rule on trial found', () => {
    const onTrial = { ...HOUSE_RULES, shadow: ['reliable-drop'] };
    const { shadowed, before, after } = replay(strained(), { before: onTrial, after: HOUSE_RULES, asOf });
    expect(shadowed).toEqual([{ rule: 'reliable-drop', tier: 'probable' }]);
    expect([before.length <= after.length, after.length]).toEqual([true, 1]);
  });
});

describe('many episodes under other rules', () => {
  const hours = [booked(1, 7), attended(7), booked(8, 22), attended(22), booked(23, 29), missed(29)];
  const second = [...strained(), said('talked-it-through')].map((event) =>
    named(event.id, { ...event, data: { ...event.data, episode: 'e2' } } as ClinicEvent),
  );
  const figures = compareReplays([wide([...strained(), ...hours]), wide(second), wide([opened()])]);

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
