import fc from 'fast-check';
import { DAY } from '#lib/kernel';
import { anyHistory } from '../../../spec/any-history.js';
import { attended, booked, cancelled, closed, day, missed, on, opened, pulse } from '../../../spec/history.js';
import { HOUSE_RULES, type ClinicRules } from '../../clinic/clinic-rules.js';
import type { Stopping } from '../../clinic/stopping-rules.js';
import { foldEpisode } from '../../episode.js';
import { dice } from '../../evaluation/bootstrap.js';
import { chanceIn } from '../hazard/hazard.js';
import { featuresOf } from '../hazard/features.js';
import { modelFor } from '../hazard/clinic-model.js';
import { snapshotAt } from '../snapshot.js';
import { walk } from './history-walk.js';
import { proposeStopping } from './propose-stopping.js';
import { recalibrateModel, type FittingRow } from './recalibrate-model.js';
import { referencesOf } from './references.js';
import { stoppingRows, type StoppingRow } from './stopping-rows.js';

const start: Stopping = { model: 'stopping-early-1', site: 0 };
const rules: ClinicRules = { ...HOUSE_RULES, stopping: start };
const weekly = [opened(), attended(1), pulse(1, 80), attended(8), pulse(8, 80), attended(15), pulse(15, 60)];
const rowsOf = (asOf: number, ...more: Parameters<typeof foldEpisode>[0]) =>
  stoppingRows([...weekly, ...more], { rules, asOf: day(asOf) });
const told = (rows: readonly StoppingRow[]): string[] =>
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

  it('see nothing from after their look', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        for (const row of stoppingRows(events, { rules, asOf: day(400) })) {
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

/** Rows drawn from a model that is known, so that a fit can be held against it. */
function drawn(truth: Stopping, clients: number, seed: number): readonly FittingRow[] {
  const roll = dice(seed);
  const model = modelFor(truth);
  return Array.from({ length: clients }, (_, n) => n).flatMap((n) => {
    const rows: FittingRow[] = [];
    for (let interval = 1; interval <= 12; interval++) {
      const features = {
        level: Math.round(roll() * 40 - 25) / 10,
        noshow: roll() < 0.2 ? 1 : 0,
        nofut: roll() < 0.2 ? 1 : 0,
      };
      const y = roll() < chanceIn(model, { interval, features, site: truth.site }) ? 1 : 0;
      rows.push({ client: `c${n}`, interval, features, y });
      if (y === 1) break;
    }
    return rows;
  });
}

const fitted = (rows: readonly FittingRow[], steps = false) => {
  const result = recalibrateModel(rows, { from: start, name: 'spec', steps });
  if (!result.ok) throw new Error(result.error);
  return result.value;
};

describe('a recalibration', () => {
  it('of a few stops moves the shift alone', () => {
    const { advice, stopping, events } = fitted(drawn({ ...start, site: -0.8 }, 60, 1));
    expect([advice.step, events < 20]).toEqual(['intercept', true]);
    expect(stopping.calibration).toEqual({ name: 'spec intercept' });
    expect(stopping.site).toBeLessThan(0.3);
  });

  it('stays finite where nobody stopped', () => {
    const { stopping } = fitted(drawn(start, 40, 3).map((row) => ({ ...row, y: 0 })));
    expect(stopping.site).toBeLessThan(-0.5);
    expect(Number.isFinite(stopping.site)).toBe(true);
  });

  it('of some stops stretches all signals alike', () => {
    const { advice, stopping } = fitted(drawn(start, 120, 2));
    expect(advice.step).toBe('intercept-and-slope');
    const betas = stopping.calibration?.betas ?? {};
    const stretch = (betas.level ?? 0) / -0.45;
    expect((betas.nofut ?? 0) / 0.9).toBeCloseTo(stretch, 9);
    expect(chanceIn(modelFor(stopping), { interval: 1, features: {}, site: stopping.site })).toBeGreaterThan(0);
  });

  it('of more holds single signals near their start', () => {
    const { advice, stopping } = fitted(
      drawn({ ...start, site: 0.8, calibration: { name: 't', betas: { noshow: 1.4 } } }, 150, 5),
    );
    expect(advice.step).toBe('priors');
    expect(stopping.calibration?.betas?.noshow).toBeGreaterThan(0.6);
    expect(stopping.calibration?.betas?.hw).toBe(0.15);
  });

  it('of many finds the model that made them', () => {
    const truth = { ...start, site: 1.2, calibration: { name: 't', betas: { level: -0.8, noshow: 0.2 } } };
    const { advice, stopping } = fitted(drawn(truth, 600, 7));
    expect(advice).toMatchObject({ step: 'refit', approval: 'by-a-person' });
    expect(stopping.calibration?.betas).toMatchObject({
      level: expect.closeTo(-0.8, 0) as number,
      noshow: expect.closeTo(0.2, 0) as number,
      gap: 0.45,
    });
    expect(Math.abs(stopping.site - 1.2)).toBeLessThan(0.2);
  });

  it('of many leaves a signal alone that hardly any stop has shown', () => {
    const rows = drawn({ ...start, site: 1.2 }, 600, 7).map((row, n) => {
      const seldom = n % 400 === 0 ? 1 : 0;
      return { ...row, features: { ...row.features, disc: seldom, det: seldom } };
    });
    const { advice, stopping } = fitted(rows);
    expect(advice.step).toBe('refit');
    expect(stopping.calibration?.betas).toMatchObject({ disc: 0.1, det: 0.25 });
  });

  it('draws steps only where it may and was asked to', () => {
    expect(fitted(drawn(start, 120, 2), true).stopping.calibration?.steps).toBeUndefined();
    const steps = fitted(drawn({ ...start, site: 1.2 }, 500, 2), true).stopping.calibration?.steps ?? [];
    expect(steps.length).toBeGreaterThan(1);
    expect(steps.map(({ chance }) => chance)).toEqual(steps.map(({ chance }) => chance).sort((a, b) => a - b));
  });

  it('does not begin from an earlier one', () => {
    const rows = drawn(start, 120, 2);
    const again = recalibrateModel(rows, { from: fitted(rows).stopping, name: 'spec' });
    expect(again).toMatchObject({ ok: true, value: { stopping: fitted(rows).stopping } });
  });
});

describe('a proposal', () => {
  const row = (n: number, given: Partial<StoppingRow>): StoppingRow => ({
    episode: `e${n}`,
    client: `c${n}`,
    clinician: 'k1',
    at: day(n * 3),
    landmark: 'day-after',
    interval: 1,
    features: { level: n % 3 === 0 ? -2 : 0.5 },
    enough: true,
    y: n % 6 === 0 ? 1 : 0,
    opened: day(n * 3 - 1),
    labelledAt: n % 6 === 0 ? day(n * 3 + 29) : null,
    followUp: 30 * DAY,
    missedLast: false,
    belowCutoff: n % 3 === 0,
    ...given,
  });
  const rows = Array.from({ length: 100 }, (_, n) => row(n, {}));
  const plan = { from: start, asOf: day(400), name: 'spec', seed: 11, rounds: 20 };

  it('is fitted before a day and judged after it, on other clients', () => {
    const proposal = proposeStopping(rows, plan);
    expect(proposal).toMatchObject({
      ok: true,
      value: {
        definition: 'D-B',
        boundary: day(210),
        test: { rows: 30, events: 5, clients: 30 },
        proposed: { rows: 30, auc: expect.closeTo(0.9, 0) as number, baselines: { length: 3 } },
      },
    });
    // of those who began shortly before that day the answer was not known yet
    expect(proposal.ok && proposal.value.train.rows).toBe(61);
  });

  it('changes nothing about a test row by what training never saw', () => {
    const other = rows.map((r) => (r.at >= day(210) ? { ...r, y: 0 as const, labelledAt: null } : r));
    const trained = (given: readonly StoppingRow[]) => {
      const made = proposeStopping(given, plan);
      return made.ok ? [made.value.stopping, made.value.train] : made.error;
    };
    expect(trained(other)).toEqual(trained(rows));
    expect(trained(rows)).toHaveLength(2);
  });

  it('is the same when it is made again', () =>
    expect(proposeStopping(rows, plan)).toEqual(proposeStopping(rows, plan)));

  it('is none without clients on both sides', () =>
    expect(proposeStopping(rows.slice(0, 1), plan)).toEqual({ ok: false, error: 'too-little-data' }));
});

describe('a clinic’s own reference', () => {
  const state = (...levels: number[]) => foldEpisode([opened(), ...levels.map((level, n) => pulse(n + 1, level))]);
  const forty = Array.from({ length: 4 }, () => state(60, 70, 80, 90, 100, 60, 70, 80, 90, 100));

  it('is the mean and spread of its clients’ ratings', () =>
    expect(referencesOf(forty, HOUSE_RULES)).toEqual([{ code: 'pulse', version: '1', mean: 80, sd: 14.32 }]));

  it('is none of a few, and knows nothing from later', () => {
    expect(referencesOf(forty.slice(0, 2), HOUSE_RULES)).toEqual([]);
    expect(referencesOf(forty, HOUSE_RULES, day(3))).toEqual([]);
  });
});
