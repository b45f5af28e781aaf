/** What came with history is told by what shows it since, and by nothing else. */
import { LIBRARY } from '#lib/instruments';
import type { ClinicEvent } from '#lib/events';
import { steady } from '../../spec/absent.js';
import { pulseWith, rulesWith, totalOf, totals } from '../../spec/forms.js';
import { attended, clinicianPulse, day, fromHistory, missed, opened, pulse, withRupture } from '../../spec/history.js';
import { foldEpisode } from '../episode/episode.js';
import type { Alert } from '../state/alert.js';
import { factsStillThere } from './from-history.js';

const ACTIVE = rulesWith(...LIBRARY.filter(({ construct }) => construct === 'alliance'));
const alerts = (...events: readonly ClinicEvent[]): readonly Alert[] => foldEpisode(events, ACTIVE).alerts;

describe('low from the first hours, as history says', () => {
  /** Weekly from day 7; the first so many came with history. */
  const low = (brought: number, code: string, ...values: readonly number[]) =>
    alerts(opened(), ...totals(code, values).map((form, i) => (i < brought ? fromHistory(form) : form)));
  const told = (at: number) => [{ rule: 'low-start', historical: false, seenAgain: 0, raisedAt: day(at) }];
  const inHistory = [{ rule: 'low-start', historical: true }];

  it('M6: is told by the first form that is low as well', () => {
    expect(low(4, 'pulse', 48, 49, 47, 48)).toMatchObject(inHistory);
    expect(low(4, 'pulse', 48, 49, 47, 48, 49)).toMatchObject(told(35));
    expect(low(4, 'wai-sr', 30, 31, 30, 29, 32)).toMatchObject(told(35));
  });

  it('is left where it came up, and where one form in between was higher', () => {
    expect(low(4, 'pulse', 48, 49, 47, 48, 60)).toMatchObject(inHistory);
    expect(low(5, 'pulse', 48, 49, 47, 48, 60, 49)).toMatchObject(inHistory);
  });

  it('is left where it has been so for longer than a start', () => {
    const values = (count: number) => Array<number>(count).fill(48);
    expect(low(7, 'srs', ...Array<number>(8).fill(28))).toMatchObject(told(56).map(({ rule }) => ({ rule })));
    expect(low(6, 'pulse', ...values(7))).toMatchObject(told(49));
    expect(low(12, 'pulse', ...values(13))).toMatchObject(inHistory);
  });

  it('of one form is not told by another', () => {
    const brought = [opened(), ...totals('pulse', [48, 49, 47, 48])].map(fromHistory);
    expect(alerts(...brought, ...totals('srs', [38]).map((form) => ({ ...form, occurredAt: day(35) })))).toMatchObject(
      inHistory,
    );
  });
});

describe('an absence in history', () => {
  it('M4: is told by the next hour that is missed', () => {
    const brought = [...steady(), missed(56), missed(63)].map(fromHistory);
    expect(alerts(...brought)).toMatchObject([{ rule: 'stopped-coming', historical: true }]);
    expect(alerts(...brought, missed(70))).toMatchObject([
      { historical: false, seenAgain: 0, raisedAt: day(70), facts: { missed: 3 } },
    ]);
  });
});

describe('an hour missed in a strain, as history says', () => {
  it('M4: is told by the next one, which is named once', () => {
    const brought = [...withRupture(), attended(21), missed(28)].map(fromHistory);
    const told = alerts(...brought, missed(35)).find(({ rule }) => rule === 'missed-during-strain');
    expect(told).toMatchObject({ historical: false, seenAgain: 0 });
    expect(told?.evidence.map((ref) => ref.split('-').at(-1))).toEqual(['28', '35']);
  });
});

describe('a part that fell in history', () => {
  it('S1: is told by the first form on which it is as low', () => {
    const nines = [7, 14, 21, 28].map((at) => pulseWith(at));
    const brought = [opened(), ...nines, pulseWith(35, { p6: 2 })].map(fromHistory);
    expect(alerts(...brought, pulseWith(42, { p6: 2 }))).toMatchObject([{ historical: false, raisedAt: day(42) }]);
    expect(alerts(...brought, pulseWith(42))).toMatchObject([{ historical: true }]);
  });

  it.each([0, 1, 2, 3, 4])('M5: is told where the form has stayed as low on %d forms of history', (n) => {
    const levels = [88, 90, 55, ...Array<number>(n).fill(70)];
    const brought = [opened(), ...levels.map((level, i) => pulse(7 * i + 7, level))].map(fromHistory);
    const at = 7 * levels.length + 7;
    expect(alerts(...brought, pulse(at, 70))).toMatchObject([
      { rule: 'strain-open', historical: false, raisedAt: day(at), facts: { before: 90, now: 70 } },
    ]);
    expect(alerts(...brought, pulse(at, 91))).toMatchObject([{ historical: true }]);
  });

  it('is not told by another form than the one that fell', () => {
    const brought = [opened(), pulse(7, 80), pulse(14, 80), pulse(21, 50)].map(fromHistory);
    const live = totalOf(28, 'srs', 35);
    const { rupture, ...state } = foldEpisode([...brought, live], ACTIVE);
    const [told] = state.alerts;
    if (!rupture || !told) throw new Error('nobody was told');
    const followedIn = (series: string, facts: Alert['facts'] = told.facts) =>
      factsStillThere(
        { ...state, rupture },
        { rupture: { ...rupture, series }, told: { ...told, facts }, event: live, rules: ACTIVE },
      );
    const ofSrs = { ...told.facts, form: 'srs', before: 38 };
    expect(followedIn('srs@1/client')).toBeUndefined();
    expect(followedIn('srs@1/client', ofSrs)).toEqual({ now: 35 });
    expect(followedIn('srs@1/client', { ...ofSrs, member: 'ann' })).toBeUndefined();
  });

  it('is left as it is by what comes six weeks later and after', () => {
    const brought = [opened(), pulse(7, 88), pulse(14, 90), pulse(21, 55)].map(fromHistory);
    const low = (...at: readonly number[]) => alerts(...brought, ...at.map((day) => pulse(day, 70)));
    expect(low(63)).toMatchObject([{ historical: false, raisedAt: day(63) }]);
    expect(low(64, 71, 78)).toMatchObject([{ historical: true, seenAgain: 0, raisedAt: day(21) }]);
  });

  it('is not told by the form of somebody else', () => {
    const brought = [opened(), pulse(7, 88), pulse(14, 90), pulse(21, 60)].map(fromHistory);
    expect(alerts(...brought, clinicianPulse(22, 60))).toMatchObject([{ historical: true }]);
  });
});
