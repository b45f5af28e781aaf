import type { Instrument } from './instrument.js';
import { sessionRating } from './session-rating.js';

/** Session Rating Scale 3.0 (Duncan and others 2003), 13 years and over. 1.96 * 6 * sqrt(2 * (1 - .88)) = 5.76. */
export const srs: Instrument = {
  ...sessionRating({ code: 'srs', title: 'SRS', cutoffBasis: 'secondary' }),
  reliableChange: {
    points: 1.96 * 6 * Math.sqrt(2 * (1 - 0.88)),
    basis: 'recalled',
    source: 'assumed spread 6, alpha .88; a retest reliability of .64 would give 10',
    from: { sd: 6, r: 0.88, z: 1.96 },
  },
  reliabilities: [
    { kind: 'alpha', r: 0.88, basis: 'recalled' },
    { kind: 'retest', r: 0.64, basis: 'secondary' },
  ],
};
