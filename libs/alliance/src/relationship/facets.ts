/** What several parts say together, and each person's latest form. Client and clinician are never mixed. */
import type { FacetValues } from '#lib/instruments';
import type { LatestForm } from '../state/latest-form.js';

/** Collaboration is agreement on goals and on the way there: both have to be known. */
export const collaborationOf = ({ task, goal }: FacetValues): number | null =>
  task === undefined || goal === undefined ? null : (task + goal) / 2;

/** The forms with one more, which takes the place of the earlier one of its series. */
export const withForm = (forms: readonly LatestForm[], form: LatestForm): readonly LatestForm[] => [
  ...forms.filter(
    ({ instrument, version, respondent }) =>
      instrument !== form.instrument || version !== form.version || respondent !== form.respondent,
  ),
  form,
];
