/** What a calm course may be called: steady only where enough forms say so and they are not on the rise. */
import { leastChangeOf, type Instrument } from '#lib/instruments';
import { isAtCeiling } from './ceiling.js';
import { mean, type RatedValue } from './falls.js';

/** Two forms can be compared, and are no course yet. */
const FEWEST_FOR_COURSE = 3;
/** What came before these is another time. */
const LATELY = 10;
/** One form alone may be chance. */
const AT_EACH_END = 2;

export type Calm = 'two-forms' | 'full-marks' | 'risen' | 'steady';

/** Of ratings that nothing speaks against, oldest first. */
export function calmOf(instrument: Instrument, rated: readonly RatedValue[]): Calm {
  if (rated.length < FEWEST_FOR_COURSE) return 'two-forms';
  if (isAtCeiling(instrument, rated)) return 'full-marks';
  return hasRisen(instrument, rated) ? 'risen' : 'steady';
}

/** The latest two against the first two of the last ten, by more than the form's own error. */
function hasRisen(instrument: Instrument, rated: readonly RatedValue[]): boolean {
  if (instrument.direction !== 'higher-is-better') return false;
  const values = rated.slice(-LATELY).map(({ value }) => value);
  const error = leastChangeOf(instrument)?.points ?? Infinity;
  return mean(values.slice(-AT_EACH_END)) - mean(values.slice(0, AT_EACH_END)) >= error;
}
