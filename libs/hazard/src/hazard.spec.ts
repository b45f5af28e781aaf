import fc from 'fast-check';
import { COEFFICIENTS_V1, priorSpread } from './coefficients.v1.js';
import { calibrated } from './clinic-model.js';
import {
  baselineAt,
  chanceIn,
  cumulativeHazard,
  designOf,
  hazardOf,
  ratioIn,
  type Hazard,
  type Situation,
} from './hazard.js';
import { FEATURES, SITES, USUAL_SITE, type FeatureName, type Features } from './hazard-model.js';

const hazard = (given: Partial<Situation>): Hazard =>
  hazardOf(COEFFICIENTS_V1, { interval: 3, features: {}, site: 0, ...given });
const laden: Features = { level: -1, openC: 1, noshow: 1, earlyns: 1, nofut: 1 };

describe('the chance of an interval', () => {
  it.each<[Partial<Situation>, Partial<Hazard>]>([
    [{}, { eta: -3.794467, h: 0.022, cumulative4: 0.060607, ratio: 1 }],
    [{ features: laden }, { eta: -1.044467, h: 0.260289, cumulative4: 0.583493 }],
    [
      { interval: 6, features: { level: 0.5, repaired: 1 } },
      { eta: -4.873799, h: 0.007586, cumulative4: 0.02594 },
    ],
    [
      { interval: 1, features: { level: -1.5, nonresp: 1 } },
      { eta: -2.44178, h: 0.080042, cumulative4: 0.217935 },
    ],
    [{ site: -0.45 }, { h: 0.014141 }],
    [{ site: -0.45, features: laden }, { h: 0.183252 }],
  ])('of %j', (given, expected) => {
    const close = Object.fromEntries(Object.entries(expected).map(([k, v]) => [k, expect.closeTo(v as number, 6)]));
    expect(hazard(given)).toMatchObject(close);
  });

  it('stands beside what is usual at this point', () => {
    expect(hazard({ features: laden }).ratio).toBeCloseTo(11.8313, 4);
    expect(hazard({ interval: 6, features: { level: 0.5, repaired: 1 } }).ratio).toBeCloseTo(0.6897, 4);
    expect(hazard({ site: SITES.trialLike }).ratio).toBe(1);
  });

  it('says why, the strongest first', () => {
    const told = hazard({ features: laden }).reasons.map(({ feature, factor }) => `${feature} ${factor.toFixed(3)}`);
    expect(told).toEqual(['nofut 2.460', 'noshow 1.822', 'openC 1.733', 'level 1.568', 'earlyns 1.284']);
  });

  it.each([
    [SITES.trainingClinic, 0.201445],
    [SITES.naturalistic, 0.174641],
    [SITES.trialLike, 0.134016],
  ])('adds up to what is usual over twenty appointments (site %d)', (site, expected) =>
    expect(cumulativeHazard(COEFFICIENTS_V1, { interval: 1, features: {}, site }, 20)).toBeCloseTo(expected, 6),
  );

  it.each([
    [1, 0.035],
    [6, 0.011],
    [7, 0.009],
    [10, 0.009],
    [11, 0.006],
    [20, 0.006],
    [21, 0.005],
    [400, 0.005],
  ])('starts at appointment %d from %d', (interval, chance) =>
    expect(baselineAt(COEFFICIENTS_V1, interval)).toBe(chance),
  );

  it('counts only the stronger of two kinds of rupture', () => {
    const both = hazard({ features: { openW: 1, openC: 1 } });
    expect(both).toEqual(hazard({ features: { openC: 1 } }));
    expect(both.h).toBeGreaterThan(hazard({ features: { openW: 1 } }).h);
  });

  it('cuts every signal to its range before it counts', () => {
    for (const { feature, min, max } of COEFFICIENTS_V1.coefficients) {
      expect(hazard({ features: { [feature]: max + 9 } })).toEqual(hazard({ features: { [feature]: max } }));
      expect(hazard({ features: { [feature]: min - 9 } })).toEqual(hazard({ features: { [feature]: min } }));
    }
  });

  // what a clinic approved under this version means the same for ever
  it.each<[FeatureName, readonly [number, number, number], string]>([
    ['level', [-0.45, -3, 2], 'published'],
    ['drop', [0.25, 0, 3], 'ours'],
    ['slope', [-0.4, -1, 1], 'ours'],
    ['openW', [0.4, 0, 1], 'ours'],
    ['openC', [0.55, 0, 1], 'published'],
    ['age', [0.15, 0, 3], 'ours'],
    ['repaired', [-0.15, 0, 1], 'published'],
    ['noshow', [0.6, 0, 2], 'ours'],
    ['earlyns', [0.25, 0, 1], 'ours'],
    ['latecx', [0.35, 0, 2], 'ours'],
    ['resch', [0.15, 0, 2], 'ours'],
    ['gap', [0.45, 0, 2], 'ours'],
    ['nofut', [0.9, 0, 1], 'ours'],
    ['nonresp', [0.2, 0, 3], 'ours'],
    ['hw', [0.15, 0, 1], 'ours'],
    ['det', [0.25, 0, 1], 'ours'],
    ['disc', [0.1, 0, 1], 'ours'],
  ])('weighs %s by a size, from a least to a most: %j, on a basis that is %s', (feature, [beta, min, max], basis) => {
    const found = COEFFICIENTS_V1.coefficients.find((coefficient) => coefficient.feature === feature);
    expect(found).toEqual({ feature, beta, min, max, basis, about: expect.stringMatching(/^.{10,}$/) as string });
  });

  it('names the study behind each published size', () => {
    const published = COEFFICIENTS_V1.coefficients.filter(({ basis }) => basis === 'published');
    for (const { about } of published) expect(about).toMatch(/\b[dr] \.\d\d/);
    expect(SITES[USUAL_SITE]).toBe(-0.16);
  });

  it('knows every signal once', () => {
    expect(COEFFICIENTS_V1.coefficients.map(({ feature }) => feature)).toEqual([...FEATURES]);
    expect([priorSpread('published'), priorSpread('ours')]).toEqual([0.35, 0.5]);
  });

  it('is a product of no chances over no intervals, and grows by each', () => {
    const over = (ahead: number): number =>
      cumulativeHazard(COEFFICIENTS_V1, { interval: 1, features: {}, site: 0 }, ahead);
    expect(over(0)).toBe(0);
    expect(over(1)).toBeCloseTo(0.035, 9);
    expect(over(2)).toBeCloseTo(1 - 0.965 * 0.97, 9);
  });

  it('has the first entry’s chance before the first entry, and none without any', () => {
    const later = { ...COEFFICIENTS_V1, baseline: [{ from: 3, chance: 0.1 }] };
    expect([1, 3, 9].map((interval) => baselineAt(later, interval))).toEqual([0.1, 0.1, 0.1]);
    expect(baselineAt({ ...COEFFICIENTS_V1, baseline: [] }, 1)).toBeNaN();
  });

  it('leaves out of its reasons what changes nothing', () => {
    const features = { noshow: 0, level: 0, gap: 1, openW: 0 };
    expect(hazard({ features }).reasons.map(({ feature }) => feature)).toEqual(['gap']);
    const flat = calibrated(COEFFICIENTS_V1, { name: 'flat', betas: { gap: 0 } });
    expect(hazardOf(flat, { interval: 3, features, site: 0 }).reasons).toEqual([]);
  });

  it('puts a strong reason for a lower chance before a weak one for a higher', () => {
    const { reasons } = hazard({ features: { resch: 1, level: 1, noshow: 2 } });
    expect(reasons.map(({ feature }) => feature)).toEqual(['noshow', 'level', 'resch']);
    expect(reasons.map(({ factor }) => factor > 1)).toEqual([true, false, true]);
  });

  it('of two rivals takes the stronger, whichever way it points', () => {
    const model = calibrated(COEFFICIENTS_V1, { name: 'rivals', betas: { openW: 0.2, openC: -0.5 } });
    const of = (features: Features): number => hazardOf(model, { interval: 3, features, site: 0 }).eta;
    expect(of({ openW: 1, openC: 1, noshow: 1 })).toBe(of({ openC: 1, noshow: 1 }));
    expect(of({ openW: 1, openC: 0 })).toBe(of({ openW: 1 }));
  });

  it('is read off from a step function where the clinic’s data drew one, and never becomes certain', () => {
    const steps = [
      { from: 0, chance: 0, n: 50 },
      { from: 0.02, chance: 0.3, n: 50 },
      { from: 0.2, chance: 1, n: 50 },
    ];
    const model = { ...COEFFICIENTS_V1, steps };
    const of = (features: Features) => ({ interval: 3, features, site: 0 });
    expect(chanceIn(model, of({}))).toBe(0.3);
    expect(chanceIn(model, of({ level: 2 }))).toBe(0.0001);
    expect(chanceIn(model, of(laden))).toBe(0.9999);
    expect(hazardOf(model, of(laden))).toMatchObject({ h: 0.9999, ratio: expect.closeTo(3.333, 3) as number });
    expect(chanceIn({ ...model, steps: [] }, of({}))).toBeCloseTo(0.022, 9);
  });

  it('has one ratio, whether it is asked for alone or with the rest', () => {
    const situation = { interval: 2, features: laden, site: 0.4 };
    expect(ratioIn(COEFFICIENTS_V1, situation)).toBeCloseTo(hazardOf(COEFFICIENTS_V1, situation).ratio, 12);
    expect(ratioIn(COEFFICIENTS_V1, { ...situation, features: {} })).toBe(1);
  });

  it('is fitted on what the coefficients meet: cut to range, and of rivals only the stronger', () => {
    const design = (features: Features) =>
      Object.fromEntries(
        COEFFICIENTS_V1.coefficients.map(({ feature }, i) => [feature, designOf(COEFFICIENTS_V1, features)[i]]),
      );
    expect(design({ level: -9, openW: 1, openC: 1, noshow: 5, hw: 0 })).toMatchObject({
      level: -3,
      openW: 0,
      openC: 1,
      noshow: 2,
      hw: 0,
      gap: 0,
    });
    expect(design({ openW: 1 })).toMatchObject({ openW: 1, openC: 0 });
    expect(designOf(COEFFICIENTS_V1, {})).toEqual(Array(17).fill(0));
    const two = { ...COEFFICIENTS_V1, exclusive: [['openW', 'openC'] as const, ['gap', 'nofut'] as const] };
    const rivals = designOf(two, { openW: 1, openC: 1, gap: 1, nofut: 1 });
    expect(rivals.reduce((sum, x) => sum + x, 0)).toBe(2);
    // a signal whose size happens to be nought is still shown to the fit
    const flat = calibrated(COEFFICIENTS_V1, { name: 'flat', betas: { noshow: 0 } });
    expect(designOf(flat, { noshow: 1 })).toContain(1);
  });

  const anyFeatures = fc.record(
    Object.fromEntries(FEATURES.map((name) => [name, fc.double({ min: -5, max: 5, noNaN: true })])),
    { requiredKeys: [] },
  );

  it('is a chance, is the sum of its reasons, and grows with time', () => {
    fc.assert(
      fc.property(anyFeatures, fc.integer({ min: 1, max: 40 }), (features, interval) => {
        const { eta, h, cumulative4, reasons } = hazard({ features, interval });
        expect(h).toBeGreaterThan(0);
        expect(cumulative4).toBeGreaterThan(h);
        expect(cumulative4).toBeLessThan(1);
        const sum = reasons.reduce((total, { factor }) => total + Math.log(factor), 0);
        expect(eta).toBeCloseTo(hazard({ interval }).eta + sum, 9);
      }),
    );
  });
});
