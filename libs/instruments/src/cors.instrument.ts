import type { Instrument } from './instrument.js';
import { outcomeRating } from './outcome-rating.js';

/** Child Outcome Rating Scale. No reliable change of its own is known, and the adult figure is not lent to it. */
export const cors: Instrument = outcomeRating({
  code: 'cors',
  title: 'CORS',
  cutoffs: [{ form: 'child', at: 32, clinical: 'below', basis: 'published' }],
});
