import type { Instrument } from './instrument.js';
import { asOfAdults, sessionRating } from './session-rating.js';

/** Group Session Rating Scale. */
export const gsrs: Instrument = {
  ...sessionRating({ code: 'gsrs', title: 'GSRS', cutoffBasis: 'recalled' }),
  reliableChange: asOfAdults,
};
