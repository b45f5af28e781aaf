/** The fold of a whole history, looked at from step to step. */
import type { ClinicEvent } from '#lib/events';
import { DEFAULT_RULES, type ClinicRules } from '../rules/clinic-rules.js';
import type { EpisodeState } from '../state/episode-state.js';
import { advance, countedOf, unknownEpisode } from './episode.js';
import { stepsOf, type Step } from './steps.js';

/** What a step found, and what it left behind. */
export interface FoldedStep {
  readonly step: Step;
  readonly before: EpisodeState;
  readonly after: EpisodeState;
  /** Its event is of somebody else: a state names the latest of these. */
  readonly isForeign: boolean;
}

/** One step after another, as far as somebody asks. */
export function* walkEpisode(
  events: readonly ClinicEvent[],
  rules: ClinicRules = DEFAULT_RULES,
): Generator<FoldedStep, void> {
  const counted = countedOf(events, rules);
  let before = unknownEpisode(counted);
  for (const step of stepsOf(counted.ordered)) {
    const after = advance(before, step, rules);
    yield { step, before, after, isForeign: before.foreign !== after.foreign };
    before = after;
  }
}
