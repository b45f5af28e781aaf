import fc from 'fast-check';
import { DAY } from '#lib/kernel';
import { anyHistory } from '../../../alliance/spec/any-history.js';
import {
  attended,
  booked,
  cancelled,
  clinicianPulse,
  closed,
  emptyPulse,
  day,
  missed,
  on,
  opened,
  pulse,
  waiSrForm,
} from '../../../alliance/spec/history.js';
import { DEFAULT_RULES, type ClinicRules, type foldEpisode, featuresOf } from '#lib/alliance';
import { snapshotAt } from '../snapshot.js';
import { walk } from './history-walk.js';
import { dropoutRows, type DropoutRow } from './dropout-rows.js';

const rules: ClinicRules = { ...DEFAULT_RULES, stopping: { model: 'stopping-early-1', site: 0 } };
const weekly = [opened(), attended(1), pulse(1, 80), attended(8), pulse(8, 80), attended(15), pulse(15, 60)];
const rowsOf = (asOf: number, ...more: Parameters<typeof foldEpisode>[0]) =>
  dropoutRows([...weekly, ...more], { rules, asOf: day(asOf) });
const told = (rows: readonly DropoutRow[]): string[] =>
  rows.map((r) => `${r.interval} ${r.landmark} day ${Math.round((r.at - day(0)) / DAY)} ${r.y}`);

describe('the rows of an episode', () => {
  it('are its intervals, looked at a day after the hour and after one cadence, with what came of them', () => {
    const rows = rowsOf(60);
    expect(told(rows)).toEqual([
      '1 day-after day 2 0',
      '2 day-after day 9 0',
      '3 day-after day 16 1',
      '3 cadence day 22 1',
    ]);
    expect(rows.at(-1)).toMatchObject({ opened: day(15), belowCutoff: true, missedLast: false, enough: false });
    expect(rows.map(({ labelledAt }) => labelledAt !== null)).toEqual([false, false, true, true]);
  });

  it('leave out what is open, censored or too young to be known', () => {
    expect(told(rowsOf(30))).toEqual([]);
    expect(told(rowsOf(60, closed(16.5)))).toEqual(['1 day-after day 2 0', '2 day-after day 9 0']);
    expect(told(rowsOf(44))).toEqual(['1 day-after day 2 0', '2 day-after day 9 0']);
    expect(told(rowsOf(60, on(17, 'episode.paused', {})))).toEqual(['1 day-after day 2 0', '2 day-after day 9 0']);
  });

  it('know a missed hour, and not one that the practice called off', () => {
    expect(rowsOf(60, missed(21)).at(-1)).toMatchObject({ missedLast: true });
    const off = [booked(15, 21), cancelled(20, 'a21', { cancelledBy: 'practice' }), missed(28)];
    expect(rowsOf(80, ...off).at(-1)).toMatchObject({ interval: 3, missedLast: false });
  });

  it('have all that is known of them, and how long their answer takes', () => {
    const [first, , third] = rowsOf(60);
    expect(first).toEqual({
      episode: 'e1',
      client: 'c1',
      clinician: 'k1',
      at: day(2),
      landmark: 'day-after',
      interval: 1,
      features: expect.objectContaining({ nofut: 1, noshow: 0 }) as object,
      enough: false,
      missedLast: false,
      belowCutoff: false,
      y: 0,
      opened: day(1),
      labelledAt: null,
      followUp: 30 * DAY,
    });
    // known by the day: 30 days after the day of the last hour
    expect(third).toMatchObject({ y: 1, labelledAt: Math.floor(day(15) / DAY) * DAY + 30 * DAY, opened: day(15) });
    const fortnightly = on(0.1, 'episode.updated', { cadenceDays: 14 });
    expect(rowsOf(80, fortnightly).map(({ followUp }) => followUp / DAY)).toEqual([42, 42, 42, 42]);
  });

  it('look a second time only where the client was not back by then', () => {
    const slow = [opened(), attended(1), attended(9), attended(16), attended(17), attended(17.5)];
    expect(told(dropoutRows(slow, { rules, asOf: day(100) }))).toEqual([
      '1 day-after day 2 0',
      '1 cadence day 8 0',
      '2 day-after day 10 0',
      '5 day-after day 19 1',
      '5 cadence day 22 1',
    ]);
  });

  it('are none of an interval that an agreed end closed, however long ago', () =>
    expect(told(rowsOf(100, closed(25)))).toEqual(['1 day-after day 2 0', '2 day-after day 9 0']));

  it('know to the hour when the client was back', () => {
    const back = (hours: number) => {
      const soon = [opened(), attended(1), attended(1 + hours / 24)];
      return told(dropoutRows(soon, { rules, asOf: day(31.5) }));
    };
    expect(back(29)).toEqual(['1 day-after day 2 0']);
    expect(back(24)).toEqual([]);
    expect(back(23)).toEqual([]);
  });

  it('name nobody where nobody is known to work with the client', () => {
    const unopened = dropoutRows([attended(1), attended(8)], { rules, asOf: day(60) });
    expect(unopened.map(({ clinician }) => clinician)).toEqual(['', '', '']);
  });

  it('know the level of the form that was filled in last', () => {
    const belows = (...forms: ReturnType<typeof pulse>[]) =>
      dropoutRows([opened(), attended(1), ...forms], { rules, asOf: day(60) }).map(({ belowCutoff }) => belowCutoff);
    expect(belows(pulse(1, 60), waiSrForm(1.5, 5))).toEqual([false, false]);
    expect(belows(waiSrForm(1.2, 5), pulse(1.5, 60))).toEqual([true, true]);
  });

  it('know a missed hour among the last two that the client could have come to, and no earlier one', () => {
    expect(rowsOf(60, missed(14)).at(-1)).toMatchObject({ interval: 3, missedLast: true });
    expect(rowsOf(60, missed(7)).at(-1)).toMatchObject({ interval: 3, missedLast: false });
    const earlier = [opened(), attended(1), attended(8), missed(10), attended(12), attended(15)];
    expect(dropoutRows(earlier, { rules, asOf: day(60) }).at(-1)).toMatchObject({ interval: 4, missedLast: false });
    expect(rowsOf(60, booked(8, 14), cancelled(13, 'a14', { cancelledBy: 'client' })).at(-1)).toMatchObject({
      missedLast: false,
    });
  });

  it('know the level of the latest rating in any form, and nothing without one', () => {
    const bare = [opened(), attended(1), attended(8)];
    const belows = (...events: typeof bare) =>
      dropoutRows([...bare, ...events], { rules, asOf: day(60) }).map(({ belowCutoff }) => belowCutoff);
    expect(belows()).toEqual([null, null, null]);
    expect(belows(emptyPulse(1))).toEqual([null, null, null]);
    expect(belows(pulse(1, 60))).toEqual([true, true, true]);
    expect(belows(pulse(1, 60), pulse(8, 90))).toEqual([true, false, false]);
    expect(belows(clinicianPulse(1, 40))).toEqual([null, null, null]);
  });

  it('see nothing from after their look', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        for (const row of dropoutRows(events, { rules, asOf: day(400) })) {
          const known = events.filter(({ occurredAt }) => occurredAt <= row.at);
          expect(row.features).toEqual(featuresOf(snapshotAt(known, row.at, rules)).features);
          if (row.labelledAt !== null) expect(row.at).toBeLessThan(row.labelledAt);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('are walked to as if each were folded from the start', () => {
    fc.assert(
      fc.property(anyHistory, fc.array(fc.integer({ min: 0, max: 130 }), { maxLength: 6 }), (events, days) => {
        const see = walk(events, rules);
        for (const at of days.toSorted((a, b) => a - b).map(day))
          expect(see(at).state).toEqual(snapshotAt(events, at, rules).state);
      }),
      { numRuns: 60 },
    );
  });
});
