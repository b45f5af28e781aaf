/** What is shown of the chance of stopping early, as of the last event of an episode. */
import { type ClinicRules, type EpisodeState, featuresOf, openInterval } from '#lib/alliance';
import { modelFor, hazardOf } from '#lib/hazard';
import { DEFAULT_WORDING } from './wording.js';
import type { Words } from './words.js';
import { hidden, describeDropoutRisk, type DropoutRisk } from './dropout-risk-words.js';

/** Undefined where the clinic has it off; hidden, with the reason, where too little is known or nothing lies ahead. */
export function dropoutRiskNow(
  state: EpisodeState,
  rules: ClinicRules,
  words: Words = DEFAULT_WORDING.words,
): DropoutRisk | undefined {
  const { stopping } = rules;
  if (stopping === null) return undefined;
  const open = openInterval(state);
  if (!open) return hidden(words.chances.notBegun);
  const at = state.asOf;
  if (at >= open.ends) return hidden(words.chances.quietTooLong);
  const signals = featuresOf({ state, at, rules });
  const model = modelFor(stopping);
  return describeDropoutRisk(hazardOf(model, { ...signals, site: stopping.site }), model, { ...signals, words });
}
