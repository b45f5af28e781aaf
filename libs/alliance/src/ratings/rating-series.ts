/** Ratings in their series: one instrument, one version, one respondent. */
import type { ClinicRules } from '../rules/clinic-rules.js';
import { type ClinicEvent, refOf } from '#lib/events';
import { type ReceivedScore, instrumentOf, type Instrument } from '#lib/instruments';
import { MOST_RATINGS, type Rating, type Series } from '../state/series.js';
import { changed } from '../state/changed-state.js';
import type { EpisodeState } from '../state/episode-state.js';

export interface InstrumentEdition {
  readonly code: string;
  readonly version: string;
}

/** The edition as the roster names it, so that version 1 and 1.0 share a series. */
export const editionOf = (named: InstrumentEdition, rules: ClinicRules): InstrumentEdition =>
  instrumentOf(named, rules.instruments) ?? named;

type Answered = Extract<ClinicEvent, { type: 'feedback.submitted' | 'feedback.partially_submitted' }>;

export const ratingOf = (
  event: Answered,
  { value, prorated, scales, probe }: ReceivedScore,
  parts: Rating['parts'] = [],
): Rating => ({
  at: event.occurredAt,
  event: refOf(event),
  form: event.data.form,
  value,
  prorated,
  scales,
  parts,
  probe,
  verdict: null,
  rules: [],
  shadow: [],
});

export const isSeries =
  ({ code, version }: InstrumentEdition, respondent: string) =>
  (series: Series): boolean =>
    series.instrument === code && series.version === version && series.respondent === respondent;

interface SeriesName {
  readonly instrument: InstrumentEdition;
  readonly respondent: string;
}

/** Adds a rating to its series; one that comes after all takes the place of its own gap. */
export function addRating(state: EpisodeState, { instrument, respondent }: SeriesName, rating: Rating): EpisodeState {
  const { code, version } = instrument;
  const at = state.series.findIndex(isSeries({ code, version }, respondent));
  const series = state.series[at] ?? { instrument: code, version, respondent, ratings: [] };
  const known = series.ratings.some(({ form }) => form === rating.form);
  const kept = known ? series.ratings.filter(({ form }) => form !== rating.form) : series.ratings;
  const room = kept.length < MOST_RATINGS ? kept : kept.slice(1 - MOST_RATINGS);
  const grown = { ...series, ratings: [...room, rating] };
  return changed(state, { series: at < 0 ? [...state.series, grown] : state.series.with(at, grown) });
}
/** Whether a series measures the working relationship or the outcome. */
export const measures = (
  { instrument: code, version }: Pick<Series, 'instrument' | 'version'>,
  construct: Instrument['construct'],
  { instruments }: ClinicRules,
): boolean => instrumentOf({ code, version }, instruments)?.construct === construct;
