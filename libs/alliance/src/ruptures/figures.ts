/**
 * What a fall is measured by: figures of the clinic's own clients, or those of the instrument. Beside figures that somebody
 * brings no assumed one is used.
 */
import { errorOfOne, type Instrument, isAssumed, leastChangeOf } from '#lib/instruments';
import type { OwnFigures } from './rupture-rule.js';

export interface Measured {
  readonly instrument: Instrument;
  readonly own: OwnFigures | undefined;
}

const isLeftOut = ({ instrument, own }: Measured): boolean =>
  (own?.between !== undefined || own?.error !== undefined) && isAssumed(instrument);

/** The least change of the total that counts. */
export const leastChange = (measured: Measured): number | undefined =>
  isLeftOut(measured) ? undefined : leastChangeOf(measured.instrument)?.points;

/** The standard error of one rating. */
export const errorOfRating = (measured: Measured): number | undefined =>
  measured.own?.error ?? (isLeftOut(measured) ? undefined : errorOfOne(measured.instrument));
