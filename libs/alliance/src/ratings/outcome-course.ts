/** A form about outcome goes into the course of its series; it is judged there, by measures of its own. */
import type { ClinicEvent } from '#lib/events';
import type { Instrument } from '#lib/instruments';
import { followOutcome, isWatched, partValues } from '#lib/outcome';
import { changed } from '../state/changed-state.js';
import type { EpisodeState } from '../state/episode-state.js';
import { isRated, type Rating } from '../state/series.js';

interface Arrived {
  readonly instrument: Instrument;
  readonly rating: Rating;
  readonly event: Extract<ClinicEvent, { type: 'feedback.submitted' }>;
}

export function followOutcomeForm(state: EpisodeState, { instrument, rating, event }: Arrived): EpisodeState {
  const { respondent, items = [] } = event.data;
  if (!isRated(rating) || !isWatched(instrument, respondent)) return state;
  const { at, event: ref, value, scales } = rating;
  const parts = partValues(instrument, { scales, answers: items });
  const form = { at, event: ref, value, parts, historical: event.historical };
  return changed(state, { outcome: followOutcome(state.outcome, { instrument, respondent, form }) });
}
