import { type DropoutSettings, modelFor, chanceIn } from '#lib/hazard';
import { seededRandom } from '#lib/statistics';
import { recalibrateModel, type FittingRow } from './recalibrate-model.js';

const start: DropoutSettings = { model: 'stopping-early-1', site: 0 };

/** Rows drawn from a model that is known, so that a fit can be held against it. */
function drawn(truth: DropoutSettings, clients: number, seed: number): readonly FittingRow[] {
  const roll = seededRandom(seed);
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

  /** Stops of so many, all in the first interval and with the same signals unless given. */
  const counts = (stops: number, of: number, given: (n: number) => Partial<FittingRow> = () => ({})): FittingRow[] =>
    Array.from({ length: of }, (_, n) => ({
      client: `c${n}`,
      interval: 1,
      features: {},
      y: n < stops ? 1 : 0,
      ...given(n),
    }));
  const logit = (p: number): number => Math.log(p / (1 - p));

  it('counts stops, and clients rather than rows', () => {
    const { events, cases, advice } = fitted(counts(3, 40, (n) => ({ client: `c${n % 10}` })));
    expect([events, cases, advice.step]).toEqual([3, 10, 'intercept']);
  });

  it.each([
    [{}, 1, 0.035],
    [{ nofut: 1 }, 1, 0.035],
    [{ nofut: 1 }, 21, 0.005],
  ])('of a few stops brings the mean chance to their rate: %j from appointment %d', (features, interval, start) => {
    const { stopping } = fitted(counts(9, 59, () => ({ features, interval })));
    const given = logit(start) + ('nofut' in features ? 0.9 : 0);
    // Firth: half a stop more, and half a stay
    expect(stopping.site).toBeCloseTo(logit(9.5 / 60) - given, 9);
    expect(stopping).toEqual({
      model: 'stopping-early-1',
      site: stopping.site,
      calibration: { name: 'spec intercept' },
    });
  });

  it('of some stops finds the two numbers that fit two groups exactly', () => {
    const rows = [...counts(5, 50), ...counts(20, 50, (n) => ({ client: `d${n}`, features: { nofut: 1 } }))];
    const { stopping, advice } = fitted(rows);
    expect(advice.step).toBe('intercept-and-slope');
    const slope = (logit(0.4) - logit(0.1)) / 0.9;
    const site = logit(0.1) - slope * logit(0.035);
    expect(stopping.site).toBeCloseTo(site, 7);
    expect(stopping.calibration).toMatchObject({
      name: 'spec intercept-and-slope',
      betas: {
        nofut: expect.closeTo(0.9 * slope, 7) as number,
        level: expect.closeTo(-0.45 * slope, 7) as number,
      },
    });
    const baseline = stopping.calibration?.baseline ?? [];
    expect(baseline.map(({ from }) => from)).toEqual([1, 2, 3, 4, 5, 6, 7, 11, 21]);
    expect(logit(baseline.at(-1)?.chance ?? 0)).toBeCloseTo(slope * logit(0.005), 7);
    const chance = (features: object): number =>
      chanceIn(modelFor(stopping), { interval: 1, features, site: stopping.site });
    expect([chance({}), chance({ nofut: 1 })]).toEqual([expect.closeTo(0.1, 7), expect.closeTo(0.4, 7)]);
  });

  it('of more weighs a signal against what is believed of it, and leaves what never varies', () => {
    const rows = [
      ...counts(20, 200, () => ({ features: { openW: 0, hw: 1 } })),
      ...counts(60, 200, (n) => ({ client: `d${n}`, features: { openC: 1, hw: 1 } })),
    ];
    const { stopping, advice } = fitted(rows);
    expect(advice.step).toBe('priors');
    const betas = stopping.calibration?.betas ?? {};
    const openC = betas.openC ?? 0;
    expect(betas).toMatchObject({ hw: 0.15, openW: 0.4, level: -0.45, nofut: 0.9 });
    // at rest where what the rows pull, 60 stops less those expected, is what the belief in .55 (spread .35) holds
    const chance = chanceIn(modelFor(stopping), { interval: 1, features: { openC: 1, hw: 1 }, site: stopping.site });
    expect(60 - 200 * chance).toBeCloseTo((openC - 0.55) / 0.35 ** 2, 6);
    expect(openC).toBeLessThan(logit(0.3) - logit(0.1));
    // and the shift is not held at all
    const other = chanceIn(modelFor(stopping), { interval: 1, features: { hw: 1 }, site: stopping.site });
    expect(200 * (chance + other)).toBeCloseTo(80, 6);
  });

  it('of many fits two groups without regard to what was believed', () => {
    const rows = [
      ...counts(60, 600, () => ({ features: { hw: 1 } })),
      ...counts(180, 600, (n) => ({ client: `d${n}`, features: { nofut: 1, hw: 1 } })),
    ];
    const { stopping, advice, events, cases } = fitted(rows);
    expect([advice.step, advice.isotonic, events, cases]).toEqual(['refit', true, 240, 1200]);
    const betas = stopping.calibration?.betas ?? {};
    expect(betas.nofut).toBeCloseTo(logit(180.5 / 601) - logit(60.5 / 601), 6);
    expect(stopping.site).toBeCloseTo(logit(60.5 / 601) - logit(0.035) - 0.15, 6);
    expect(betas).toMatchObject({ hw: 0.15, level: -0.45 });
    expect(stopping.calibration).not.toHaveProperty('steps');
  });

  it('of many sets a signal free once ten stops have shown it', () => {
    const seenIn = (stops: number) => {
      const shown = counts(stops, 30, (n) => ({ client: `d${n}`, features: { nofut: 1 } }));
      const { stopping, advice } = fitted([...counts(240, 1000), ...shown]);
      return [advice.step, stopping.calibration?.betas?.nofut];
    };
    expect(seenIn(9)).toEqual(['refit', 0.9]);
    // the odds of ten in thirty over those of 240 in 1,000, each with half a stop more and half a stay
    expect(seenIn(10)).toEqual(['refit', expect.closeTo(logit(10.5 / 31) - logit(240.5 / 1001), 6)]);
  });

  it('says so where there is nothing to fit', () => {
    expect(recalibrateModel([], { from: start, name: 'spec' })).toEqual({ ok: false, error: 'no-rows' });
    // twenty stops in the same interval with the same signals: no slope can be told
    expect(recalibrateModel(counts(20, 40), { from: start, name: 'spec' })).toEqual({ ok: false, error: 'singular' });
  });

  it('draws steps on the rates of what it found, and keeps all else of it', () => {
    const rows = [...counts(60, 600), ...counts(180, 600, (n) => ({ client: `d${n}`, features: { nofut: 1 } }))];
    const [plain, stepped] = [fitted(rows), fitted(rows, true)].map(({ stopping }) => stopping);
    const { steps, ...rest } = stepped?.calibration ?? { name: '' };
    expect(rest).toEqual(plain?.calibration);
    expect(stepped?.site).toBe(plain?.site);
    expect(steps).toEqual([
      { from: expect.closeTo(60.5 / 601, 6) as number, chance: expect.closeTo(0.1, 9) as number, n: 600 },
      { from: expect.closeTo(180.5 / 601, 6) as number, chance: expect.closeTo(0.3, 9) as number, n: 600 },
    ]);
  });

  it('does not begin from an earlier one', () => {
    const rows = drawn(start, 120, 2);
    const again = recalibrateModel(rows, { from: fitted(rows).stopping, name: 'spec' });
    expect(again).toMatchObject({ ok: true, value: { stopping: fitted(rows).stopping } });
  });
});
