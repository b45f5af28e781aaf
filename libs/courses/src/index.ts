export { bigTurns } from './big-turns.js';
export { isAtCeiling } from './ceiling.js';
export { fallingLine, fallingParts } from './falling-lines.js';
export { fallNow, mean, spreadWithin, STEPS_BACK } from './falls.js';
export { lowLineOf } from './low-line.js';
export { type PartFall, partFalls } from './part-falls.js';
