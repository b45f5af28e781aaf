/** What is shown of the chance of stopping early, as of the last event of an episode. */
import type { ClinicRules } from '../clinic/clinic-rules.js';
import type { EpisodeState } from '../state.js';
import { HOUSE_WORDING } from '../words/wording.js';
import type { Words } from '../words/words.js';
import { hidden, tellChance, type Chance } from './hazard/chance-words.js';
import { modelFor } from './hazard/clinic-model.js';
import { featuresOf } from './hazard/features.js';
import { hazardOf } from './hazard/hazard.js';
import { openInterval } from './look.js';

/** Undefined where the clinic has it off; hidden, with the reason, where too little is known or nothing lies ahead. */
export function chanceNow(
  state: EpisodeState,
  rules: ClinicRules,
  words: Words = HOUSE_WORDING.words,
): Chance | undefined {
  const { stopping } = rules;
  if (stopping === null) return undefined;
  const open = openInterval(state);
  if (!open) return hidden(words.chances.notBegun);
  const at = state.asOf;
  if (at >= open.ends) return hidden(words.chances.quietTooLong);
  const signals = featuresOf({ state, at, rules });
  const model = modelFor(stopping);
  return tellChance(hazardOf(model, { ...signals, site: stopping.site }), model, { ...signals, words });
}
