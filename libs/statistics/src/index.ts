export { auc, baseRate, brier, brierSkill, type Prediction } from './accuracy.js';
export { bootstrap, type Interval95, seededRandom } from './bootstrap.js';
export { chanceAt, isotonic, type IsotonicStep } from './isotonic.js';
export { chanceOf, logit } from './log-odds.js';
export { type FitFault, fitLogistic, type FitRow } from './logistic-fit.js';
export { median } from './median.js';
export { recalibrate, type Recalibration } from './recalibration.js';
export { type Split, timeSplit } from './time-split.js';
export { type Trend, trendOf } from './trend.js';
