/** The model that a clinic uses: a published one by its version, with the numbers that the clinic's own data changed. */
import type { Calibration } from './dropout-settings.js';
import { COEFFICIENTS_V1 } from './coefficients.v1.js';
import type { HazardModel } from './hazard-model.js';

/** Versions are added, never changed: what was once approved must always mean the same. */
export const MODELS: readonly HazardModel[] = [COEFFICIENTS_V1];

interface Chosen {
  readonly model: string;
  readonly calibration?: Calibration;
}

const built = new WeakMap<Chosen, HazardModel>();

/** Throws for a version that is not here; a stored choice is checked when it is read. */
export function modelFor(chosen: Chosen): HazardModel {
  const known = built.get(chosen);
  if (known) return known;
  const start = MODELS.find(({ version }) => version === chosen.model);
  if (!start) throw new Error(`there is no model of stopping early with the version ${chosen.model}`);
  const model = chosen.calibration ? calibrated(start, chosen.calibration) : start;
  built.set(chosen, model);
  return model;
}

export function calibrated(start: HazardModel, { name, baseline, betas, steps }: Calibration): HazardModel {
  return {
    ...start,
    calibration: name,
    baseline: baseline ?? start.baseline,
    coefficients: start.coefficients.map((c) => ({ ...c, beta: betas?.[c.feature] ?? c.beta })),
    ...(steps ? { steps } : {}),
  };
}
