import type { Instrument } from './instrument.js';
import { outcomeRating } from './outcome-rating.js';

/**
 * Outcome Rating Scale. The clinical side is below the cutoff of the client's age group. The early manual gives 5
 * points of reliable change and later, larger samples 6; the cautious figure is the default.
 */
export const ors: Instrument = outcomeRating({
  code: 'ors',
  title: 'ORS',
  cutoffs: [
    { form: 'adult', at: 25, clinical: 'below', basis: 'published' },
    { form: 'adolescent', at: 28, clinical: 'below', basis: 'recalled' },
    { form: 'child', at: 32, clinical: 'below', basis: 'published' },
  ],
  reliableChange: { points: 6, basis: 'recalled', source: 'later large samples; the early manual says 5' },
  reliabilities: [{ kind: 'alpha', r: 0.93, basis: 'recalled' }],
});
