/**
 * Full marks every time. Most clients dislike giving low ones, so a series of equal maximum ratings tells nothing about
 * the work, neither good nor bad: no alert, but a reason to ask directly.
 */
import type { Instrument } from '#lib/instruments';
import type { RatedValue } from './falls.js';

const EQUAL_FORMS = 6;

/** Whether the latest six ratings are all the highest that the form allows. */
export function isAtCeiling({ range }: Instrument, rated: readonly RatedValue[]): boolean {
  const latest = rated.slice(-EQUAL_FORMS);
  return latest.length === EQUAL_FORMS && latest.every(({ value }) => value === range.max);
}
