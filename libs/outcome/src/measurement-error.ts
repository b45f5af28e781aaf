/** By how much two forms may differ although nothing has changed. */
import { errorOf, spreadOf, Z_95, type Instrument } from '#lib/instruments';

export interface MeasurementError {
  /** Smallest difference of the main scale that counts. */
  readonly points: number;
  /** Nobody has published it: worked out from spread and reliability, which may be assumed in turn. */
  readonly assumed: boolean;
}

/**
 * Where an instrument says nothing: clients spread over a fifth of the range, and four fifths of that is no error. With
 * these a form of 0 to 10 has an error of 2.5 points, which is near to what was found for the forms that were studied.
 */
const OF_A_FORM = { spread: 1 / 5, r: 0.8 };
/** Single answers swing more. */
export const OF_AN_ITEM = { spread: 1 / 4, r: 0.5 };

export function measurementError(instrument: Instrument): MeasurementError {
  const { reliableChange, range } = instrument;
  if (reliableChange) return { points: reliableChange.points, assumed: reliableChange.basis === 'ours' };
  const usual = instrument.scales[0].items.length === 1 ? OF_AN_ITEM : OF_A_FORM;
  const sd = spreadOf(instrument) ?? (range.max - range.min) * usual.spread;
  return { points: Z_95 * errorOf({ sd, r: reliabilityOf(instrument) ?? usual.r }).sdiff, assumed: true };
}

/** From one time to another where that is known. */
const reliabilityOf = ({ reliabilities = [] }: Instrument): number | undefined =>
  (reliabilities.find(({ kind }) => kind === 'retest') ?? reliabilities[0])?.r;
