import fc from 'fast-check';
import { DAY } from '#lib/kernel';
import { granted, weekOf } from '../dropout/budget.js';
import { auc } from './accuracy.js';
import { bootstrap, dice } from './bootstrap.js';
import { evaluateStopping, type PredictedRow } from './evaluate-stopping.js';

const MONDAY = Date.UTC(2026, 2, 2);
const row = (n: number, given: Partial<PredictedRow>): PredictedRow => ({
  episode: `e${n}`,
  client: `c${n}`,
  clinician: 'k1',
  at: MONDAY + DAY,
  interval: 1,
  p: 0.02,
  ratio: 1,
  y: 0,
  missedLast: false,
  belowCutoff: null,
  opened: MONDAY,
  labelledAt: null,
  ...given,
});

describe('a week', () => {
  it('begins on Monday', () => {
    expect(weekOf(MONDAY) - weekOf(MONDAY - 1)).toBe(1);
    expect(weekOf(MONDAY + 7 * DAY - 1)).toBe(weekOf(MONDAY));
    expect(weekOf(0)).toBe(0);
  });

  it('has room for the strongest, in whatever order they come', () => {
    const any = fc.array(fc.record({ key: fc.uuid(), ratio: fc.integer({ min: 1, max: 5 }) }), { maxLength: 8 });
    fc.assert(
      fc.property(any, fc.integer({ min: -1, max: 4 }), (candidates, left) => {
        const told = granted(candidates, left);
        expect(granted(candidates.toReversed(), left)).toEqual(told);
        expect(told).toHaveLength(Math.min(candidates.length, Math.max(0, left)));
        const least = Math.min(...told.map(({ ratio }) => ratio));
        for (const other of candidates) if (!told.includes(other)) expect(other.ratio).toBeLessThanOrEqual(least);
      }),
    );
  });
});

describe('an evaluation', () => {
  const stopped = { y: 1, labelledAt: MONDAY + 30 * DAY } as const;
  const rows = [
    row(1, { p: 0.2, ratio: 6, ...stopped }),
    row(2, { p: 0.1, ratio: 4 }),
    row(3, { p: 0.09, ratio: 3.5, ...stopped }),
    row(4, { p: 0.02 }),
    row(5, { p: 0.1, ratio: 4, clinician: 'k2' }),
    row(6, { p: 0.01, clinician: 'k2' }),
  ];
  const judged = evaluateStopping(rows, { train: rows, seed: 1, rounds: 50 });

  it('tells of the strongest within the budget, and what came of it', () =>
    expect(judged.notices).toEqual({
      perClinicianWeek: 1.5,
      told: 3,
      ppv: 1 / 3,
      sensitivity: 0.5,
      leadToLastHour: null,
      leadToLabel: 29,
      recovery: 1,
    }));

  it('counts a notice before the last hour as lead, and one after it as recovery', () => {
    const early = row(1, { at: MONDAY - 6 * DAY, opened: MONDAY - 7 * DAY, ratio: 5 });
    const late = row(1, { at: MONDAY + 3 * DAY, interval: 2, ...stopped });
    expect(evaluateStopping([early, late], { train: rows, seed: 1 }).notices).toMatchObject({
      leadToLastHour: 6,
      leadToLabel: 36,
      recovery: 0,
    });
  });

  it('stands beside three plain rules', () => {
    expect(judged.baselines.map(({ rule }) => rule)).toEqual(['interval-only', 'missed-last', 'last-below-cutoff']);
    expect(judged).toMatchObject({ rows: 6, events: 2, clients: 6, baseRate: 1 / 3 });
    expect(judged.baselines[0]?.auc).toBe(0.5);
  });

  it('says nothing where nothing can be said', () => {
    const none = evaluateStopping([], { train: [], seed: 1 });
    expect(none).toMatchObject({ rows: 0, auc: null, brier: null, skill: null, baseRate: null, deciles: [] });
    expect(evaluateStopping(rows.slice(3, 4), { train: rows, seed: 1 }).auc).toBeNull();
  });

  it('is the same with the same seed', () =>
    expect(evaluateStopping(rows, { train: rows, seed: 1, rounds: 50 })).toEqual(judged));
});

describe('an interval of uncertainty', () => {
  const roll = dice(5);
  const rows = Array.from({ length: 200 }, (_, n) => {
    const p = roll();
    return { client: `c${n % 50}`, p, y: (roll() < p ? 1 : 0) as 0 | 1 };
  });

  it('holds the figure and narrows with more clients', () => {
    const of = (some: typeof rows): number => {
      const found = bootstrap(some, { of: auc, seed: 2, rounds: 200 });
      expect(found?.low).toBeLessThanOrEqual(auc(some) as number);
      expect(found?.high).toBeGreaterThanOrEqual(auc(some) as number);
      return (found?.high ?? 0) - (found?.low ?? 0);
    };
    expect(of(rows)).toBeLessThan(of(rows.slice(0, 40)));
  });

  it('is none where no drawing gives a figure', () =>
    expect(bootstrap([], { of: auc, seed: 2, rounds: 20 })).toBeUndefined());
});
