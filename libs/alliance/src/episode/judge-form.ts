/** An alliance form by a client or member: its rating is judged there and then, beside its own past. */
import type { Tuning } from '../rules/clinic-rules.js';
import type { ClinicEvent } from '#lib/events';
import { type Instrument, partValues, type ReceivedScore } from '#lib/instruments';
import { judgeAnew } from './judge-anew.js';
import { ruptureAfter } from '../ruptures/judge.js';
import { withLasting } from '../ruptures/lasting.js';
import { profileOf } from '../relationship/profiles/roster.js';
import { heardOf, occasionOf, type HeardForm } from './heard-form.js';
import type { Occasion } from '../ruptures/rupture-rule.js';
import type { Rupture } from '../state/rupture.js';
import { replaceRupture } from './rupture-markers.js';
import { addRating, isSeries, ratingOf } from '../ratings/rating-series.js';
import type { Verdict } from '../ruptures/repair.js';
import type { Rating } from '../state/series.js';
import { tierAtLeast } from '../state/rupture-tier.js';
import type { EpisodeState } from '../state/episode-state.js';

export interface Arrival {
  readonly instrument: Instrument;
  readonly result: ReceivedScore;
  readonly event: Extract<ClinicEvent, { type: 'feedback.submitted' }>;
}

export function addJudged(state: EpisodeState, { instrument, result, event }: Arrival, tuning: Tuning): EpisodeState {
  const { respondent, items = [] } = event.data;
  const rating = ratingOf(event, result, partValues(instrument, items, result.scales));
  const series = state.series.find(isSeries(instrument, respondent));
  const alongside = state.series.filter((other) => other !== series);
  const { first } = profileOf(state.approach);
  const form = { instrument, respondent, rating, earlier: series?.ratings ?? [], alongside, first, answers: items };
  const occasion = occasionOf(form);
  if (!occasion) return addRating(state, { instrument, respondent }, rating);
  const { verdict, anew } = judgeAnew(state, occasion, tuning);
  const heard = heardOf(state, form, { occasion, verdict, historical: event.historical });
  const next = addRating(state, { instrument, respondent }, withVerdict(rating, verdict));
  const rupture = ruptureAfter(anew ? null : state.rupture, heard, tuning);
  return replaceRupture(state, next, rupture && lastingAfter(rupture, { occasion, verdict, respondent }));
}

interface Judged extends Pick<HeardForm, 'respondent'> {
  readonly occasion: Occasion;
  readonly verdict: Verdict;
}

/** Figures are told again with a form that speaks for the rupture. */
const lastingAfter = (rupture: Rupture, { occasion, verdict, respondent }: Judged): Rupture =>
  occasion.kind === 'rating' && tierAtLeast(verdict.tier, 'suspected')
    ? withLasting(rupture, { ...occasion, respondent })
    : rupture;

const withVerdict = (rating: Rating, { tier, findings, shadow }: Verdict): Rating => ({
  ...rating,
  verdict: tier,
  rules: findings.map(({ rule }) => rule),
  shadow: shadow.map((finding) => ({ rule: finding.rule, tier: finding.tier })),
});
