/** How far client ratings of an instrument lie apart, and how far one rating may be off. Client forms only. */
import type { Instrument } from './instrument.js';

/** Between clients, in units of the main scale; undefined where nobody has said. */
export const spreadOf = ({ norms, reliableChange }: Instrument): number | undefined =>
  norms?.find(({ population }) => population === 'clinical')?.sd ?? reliableChange?.from?.sd;

/** The standard error of one rating; undefined where the reliability is unknown. */
export function errorOfOne({ reliableChange }: Instrument): number | undefined {
  const from = reliableChange?.from;
  return from && from.sd * Math.sqrt(1 - from.r);
}
