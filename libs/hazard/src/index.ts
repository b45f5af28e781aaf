export { modelFor, MODELS } from './clinic-model.js';
export { COEFFICIENTS_V1, priorSpread } from './coefficients.v1.js';
export type { Calibration, DropoutSettings, Reference } from './dropout-settings.js';
export { baselineAt, chanceIn, designOf, etaOf, type Hazard, hazardOf, ratioIn } from './hazard.js';
export { type FeatureName, type Features, FEATURES, type HazardModel, SITES, USUAL_SITE } from './hazard-model.js';
