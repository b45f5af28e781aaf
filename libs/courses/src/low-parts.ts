/**
 * Parts of a form that have been in the lower half of their scale for some time, while the form as a whole may look fine.
 * Nothing has to have fallen: what somebody never felt from the first hours on is no steady state.
 */
import { partsOf, type Instrument } from '#lib/instruments';
import type { FormValues } from './part-falls.js';

/** One low answer is a bad day, and two may be; three in a row are how it is. */
const FORMS = 3;
const HALF = 50;

/** Below half on each of the latest three forms, the lowest first. Where most parts are, it is the form that is low. */
export function lowParts(instrument: Instrument, rated: readonly FormValues[]): readonly string[] {
  const latest = rated.slice(-FORMS);
  const now = latest.at(-1);
  if (!now || latest.length < FORMS) return [];
  const parts = partsOf(instrument);
  const low = parts.flatMap(({ code }, i) =>
    latest.every((form) => isLow(form, i)) ? [{ code, value: now.parts[i] as number }] : [],
  );
  if (low.length * 2 > parts.length) return [];
  return low.toSorted((a, b) => a.value - b.value).map(({ code }) => code);
}

/** What was not answered is not known to be low. */
const isLow = ({ parts }: FormValues, i: number): boolean => (parts[i] ?? HALF) < HALF;
