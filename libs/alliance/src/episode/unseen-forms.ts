/**
 * A person who ends a prompt judges what is on the page. A form that is dated before the act and came after it was not
 * there: it is judged anew when the act has been heard, as if it had been sent a moment later.
 */
import { instrumentOf } from '#lib/instruments';
import { tuningOf, type ClinicRules } from '../rules/clinic-rules.js';
import { ruptureAfter } from '../ruptures/judge.js';
import { isUnsettled } from '../state/rupture.js';
import type { Rating, Series } from '../state/series.js';
import type { EpisodeState } from '../state/episode-state.js';
import { profileOf } from '../relationship/profiles/roster.js';
import { heardOf, isJudged, occasionOf, type HeardForm } from './heard-form.js';
import { judgeAnew } from './judge-anew.js';
import { replaceRupture } from './rupture-markers.js';

interface Span {
  /** After the latest form that had come. */
  readonly from: number;
  readonly to: number;
}
interface Unseen {
  readonly series: Series;
  readonly rating: Rating;
}

export function judgeUnseen(state: EpisodeState, { from, to }: Span, rules: ClinicRules): EpisodeState {
  const unseen = state.series
    .flatMap((series) => series.ratings.map((rating): Unseen => ({ series, rating })))
    .filter(({ rating: { at } }) => at > from && at <= to)
    .sort((a, b) => a.rating.at - b.rating.at);
  return unseen.reduce((next, one) => judgeAgain(next, one, rules), state);
}

function judgeAgain(state: EpisodeState, unseen: Unseen, rules: ClinicRules): EpisodeState {
  const form = formOf(state, unseen, rules);
  const occasion = form && occasionOf(form);
  if (!occasion) return state;
  const tuning = tuningOf(rules, state.approach);
  const { verdict, anew } = judgeAnew(state, occasion, tuning);
  if (!anew && goesOn(state)) return state;
  const heard = heardOf(state, form, { occasion, verdict, historical: false });
  return replaceRupture(state, state, ruptureAfter(anew ? null : state.rupture, heard, tuning));
}

/** The rupture that the prompt was about is unsettled still, and the form has moved it when it came. */
const goesOn = ({ rupture, answered }: EpisodeState): boolean =>
  isUnsettled(rupture) && rupture.cause === answered?.cause;

/** Undefined where its instrument is not judged. */
function formOf(
  { series: all, approach }: EpisodeState,
  { series, rating }: Unseen,
  rules: ClinicRules,
): HeardForm | undefined {
  const { respondent, ratings } = series;
  const instrument = instrumentOf({ code: series.instrument, version: series.version }, rules.instruments);
  if (!instrument || !isJudged(instrument, respondent)) return undefined;
  const alongside = all.filter((other) => other !== series);
  const { first } = profileOf(approach);
  return { instrument, respondent, rating, earlier: ratings.slice(0, ratings.indexOf(rating)), alongside, first };
}
