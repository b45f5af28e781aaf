import { calibrated, modelFor, MODELS } from './clinic-model.js';
import { COEFFICIENTS_V1 } from './coefficients.v1.js';

const model = 'stopping-early-1';
const betaOf = (chosen: Parameters<typeof modelFor>[0], feature: string): number | undefined =>
  modelFor(chosen).coefficients.find((c) => c.feature === feature)?.beta;

describe('the model of a clinic', () => {
  it('is the published one where nothing was calibrated', () => expect(modelFor({ model })).toEqual(COEFFICIENTS_V1));

  it('has the numbers that the clinic’s data changed, and all others as published', () => {
    const chosen = { model, calibration: { name: 'own', betas: { noshow: 0.9, nofut: 0 } } };
    expect(modelFor(chosen)).toMatchObject({ version: model, calibration: 'own', baseline: COEFFICIENTS_V1.baseline });
    expect(['noshow', 'nofut', 'level'].map((feature) => betaOf(chosen, feature))).toEqual([0.9, 0, -0.45]);
    expect(modelFor(chosen)).not.toHaveProperty('steps');
  });

  it('takes a baseline and steps of its own', () => {
    const baseline = [{ from: 1, chance: 0.2 }];
    const steps = [{ from: 0, chance: 0.1, n: 9 }];
    expect(modelFor({ model, calibration: { name: 'own', baseline, steps } })).toEqual({
      ...COEFFICIENTS_V1,
      calibration: 'own',
      baseline,
      steps,
    });
  });

  it('never mixes up two choices', () => {
    const [one, other] = [0.1, 0.2].map((noshow) => ({ model, calibration: { name: 'own', betas: { noshow } } }));
    for (const _ of ['first', 'again']) {
      expect(one && betaOf(one, 'noshow')).toBe(0.1);
      expect(other && betaOf(other, 'noshow')).toBe(0.2);
    }
  });

  it('leaves the published numbers untouched', () => {
    calibrated(COEFFICIENTS_V1, { name: 'own', betas: { noshow: 9 } });
    expect(MODELS.map(({ version }) => version)).toEqual([model]);
    expect(betaOf({ model }, 'noshow')).toBe(0.6);
  });

  it('is none for a version that nobody published', () =>
    expect(() => modelFor({ model: 'of-next-year' })).toThrow('with the version of-next-year'));
});
