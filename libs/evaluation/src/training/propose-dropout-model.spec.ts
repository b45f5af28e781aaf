import { DAY } from '#lib/kernel';
import { day } from '../../../alliance/spec/history.js';
import type { DropoutSettings } from '#lib/hazard';
import { boundaryOf, plainRow, predict, proposeDropoutModel, splitRows } from './propose-dropout-model.js';
import type { DropoutRow } from './dropout-rows.js';

const start: DropoutSettings = { model: 'stopping-early-1', site: 0 };

describe('a proposal', () => {
  const row = (n: number, given: Partial<DropoutRow>): DropoutRow => ({
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
    const proposal = proposeDropoutModel(rows, plan);
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
    const trained = (given: readonly DropoutRow[]) => {
      const made = proposeDropoutModel(given, plan);
      return made.ok ? [made.value.stopping, made.value.train] : made.error;
    };
    expect(trained(other)).toEqual(trained(rows));
    expect(trained(rows)).toHaveLength(2);
  });

  it('is the same when it is made again', () =>
    expect(proposeDropoutModel(rows, plan)).toEqual(proposeDropoutModel(rows, plan)));

  it('counts rows, stops and clients on either side, from the first look alone', () => {
    const looks = [...rows, ...rows.map((r) => ({ ...r, landmark: 'cadence' as const }))];
    const made = proposeDropoutModel(looks, plan);
    expect(made).toEqual(proposeDropoutModel(rows, plan));
    expect(made).toMatchObject({
      value: { asOf: day(400), train: { rows: 61, events: 11, clients: 61 }, advice: { step: 'intercept' } },
    });
    const twice = proposeDropoutModel([...rows, row(99, { at: day(298), interval: 2 })], plan);
    expect(twice).toMatchObject({ value: { test: { rows: 31, clients: 30 } } });
  });

  it('judges what is used now on the same rows', () => {
    const made = proposeDropoutModel(rows, plan);
    expect(made).toMatchObject({ value: { present: { rows: 30, events: 5, clients: 30 } } });
    const used = { ...start, site: 1.5 };
    const other = proposeDropoutModel(rows, { ...plan, from: used });
    expect(made.ok && other.ok && made.value.present.brier).not.toBe(other.ok && other.value.present.brier);
    expect(other).toMatchObject({ value: { proposed: { brier: made.ok && made.value.proposed.brier } } });
  });

  it('takes the day, the drawings and the budget that it is given', () => {
    const alone = rows.map((r) => ({ ...r, features: { ...r.features, nofut: r.features.level === -2 ? 1 : 0 } }));
    const at = (more: object) => {
      const made = proposeDropoutModel(alone, { ...plan, ...more });
      if (!made.ok) throw new Error(made.error);
      return made.value;
    };
    expect(at({ boundary: day(150) })).toMatchObject({ boundary: day(150), test: { rows: 50 } });
    const budget = { from: { ...start, perWeek: 0 } };
    expect(at({}).present.notices.told).toBeGreaterThan(0);
    expect(at(budget)).toMatchObject({ present: { notices: { told: 0 } }, proposed: { notices: { told: 0 } } });
    expect(at({ from: { ...start, leastRatio: 99 } }).present.notices.told).toBe(0);
    expect(at({ name: 'of spring' }).stopping.calibration?.name).toBe('of spring intercept');
  });

  it('says so where what is known cannot be fitted', () => {
    const even = rows.map((r, n) => ({ ...r, features: {}, y: n % 3 === 0 ? (1 as const) : (0 as const) }));
    expect(proposeDropoutModel(even, plan)).toEqual({ ok: false, error: 'singular' });
  });

  it('begins testing when the client began who was the seventieth of a hundred', () => {
    const looks = Array.from({ length: 10 }, (_, n) => ({ client: `c${n}`, at: 10 * n }));
    expect(boundaryOf(looks)).toBe(70);
    expect(boundaryOf([...looks, ...looks.map((l) => ({ ...l, at: l.at + 500 }))].toReversed())).toBe(70);
    expect(boundaryOf(looks.slice(0, 3))).toBe(20);
    expect(boundaryOf([])).toBe(0);
  });

  it('trains on rows whose answer was known by that day, each after its own time', () => {
    const [known, later] = [row(1, { opened: day(0), at: day(1) }), row(2, { opened: day(0.5), at: day(1.5) })];
    const test = row(3, { at: day(30), opened: day(29) });
    const split = splitRows([known, later, test], day(30));
    expect(split).toEqual({ train: [known], test: [test], dropped: [] });
    const slower = { ...known, followUp: 42 * DAY };
    expect(splitRows([slower, test], day(30)).train).toEqual([]);
    const again = row(1, { at: day(31), opened: day(30) });
    expect(splitRows([known, again, test], day(30))).toEqual({ train: [known], test: [test], dropped: [again] });
  });

  it('foretells by the model with the shift of the service, and takes nothing along that only training knows', () => {
    const one = row(1, { interval: 3, features: { nofut: 1 } });
    const [told] = predict([one], { ...start, site: 0.5 });
    expect(told).toMatchObject({ episode: 'e1', interval: 3, y: 0 });
    expect(told?.p).toBeCloseTo(1 / (1 + Math.exp(-(Math.log(0.022 / 0.978) + 0.5 + 0.9))), 9);
    const usual = 1 / (1 + Math.exp(-(Math.log(0.022 / 0.978) + 0.5)));
    expect(told?.ratio).toBeCloseTo((told?.p ?? 0) / usual, 9);
    for (const key of ['features', 'landmark', 'enough', 'followUp']) expect(told).not.toHaveProperty(key);
    expect(plainRow(one)).toEqual({ y: 0, interval: 3, missedLast: false, belowCutoff: false });
  });

  it('is none without clients on both sides', () => {
    const none = { ok: false, error: 'too-little-data' };
    expect(proposeDropoutModel(rows.slice(0, 1), plan)).toEqual(none);
    expect(proposeDropoutModel(rows, { ...plan, boundary: day(399) })).toEqual(none);
    expect(proposeDropoutModel(rows, { ...plan, boundary: day(0) })).toEqual(none);
  });
});
