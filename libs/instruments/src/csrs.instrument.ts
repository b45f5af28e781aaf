import type { Instrument } from './instrument.js';
import { asOfAdults, sessionRating } from './session-rating.js';

/** Child Session Rating Scale, 6 to 12 years; from 13 on the adult form is used. */
export const csrs: Instrument = {
  ...sessionRating({ code: 'csrs', title: 'CSRS', cutoffBasis: 'recalled' }),
  reliableChange: asOfAdults,
};
