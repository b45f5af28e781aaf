/** What the clinician filled in on the same form. No client norm is ever laid over it. */
import type { Instrument } from '#lib/instruments';
import { isRated, type Rated, type Series } from '../state/series.js';

/** The clinician's ratings on the same edition of the same form. */
export const clinicianRatings = (series: readonly Series[], { code, version }: Instrument): readonly Rated[] =>
  series
    .find((s) => s.instrument === code && s.version === version && s.respondent === 'clinician')
    ?.ratings.filter(isRated) ?? [];
