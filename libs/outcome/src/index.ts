export { NO_OUTCOME, type Outcome, type OutcomeCourse, type OutcomeMoment } from './course.js';
export { namesOf, outcomeFacts, ownNamesOf, type OutcomeFacts } from './facts.js';
export { followOutcome } from './follow.js';
export { partValues } from './parts.js';
export { isUntold, isWorse, latestMoment, withEnded, withTold, type Worsened, worsenedOf } from './told.js';
export { isWatched } from './yardstick.js';
