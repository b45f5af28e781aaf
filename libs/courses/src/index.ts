export { bigTurns } from './big-turns.js';
export { type Calm, calmOf } from './calm.js';
export { isAtCeiling } from './ceiling.js';
export { type FallingLine, fallingLine, fallingParts } from './falling-lines.js';
export { fallNow, mean, spreadWithin, STEPS_BACK } from './falls.js';
export { isLittleDone } from './little-done.js';
export { lowLineOf } from './low-line.js';
export { lowParts } from './low-parts.js';
export { type PartFall, partFalls } from './part-falls.js';
export {
  FADED,
  FORMS_IN_SIGHT,
  HEARS_MORE_ABOVE,
  HORIZON_DAYS,
  LEAST_FROM_OTHERS,
  type NewsCode,
  type SignCode,
  STRAIN_POINTS,
  thresholdOf,
  USUAL_BUDGET,
} from './points.v1.js';
export { newsOfForm, ratedBefore, signsOfTwin } from './signs-of-form.js';
export { type GoodNews, scoreAt, type Sign, type SignsInSight, sinksTo } from './strain-score.js';
export { swingingParts } from './swinging-parts.js';
export { differenceOf, hasSunk, pairsOf, SAME_HOUR } from './two-views.js';
