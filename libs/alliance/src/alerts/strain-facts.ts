/** What an alert about a rupture says, as codes: which of the signs the words start from, and how sure they are. */
import { isOfMarks, isOfSigns } from '../ruptures/known-from.js';
import type { AlertFacts } from '../state/alert.js';
import type { EpisodeState } from '../state/episode-state.js';
import { isUnsettled, type Rupture } from '../state/rupture.js';

/** It is there, and at least probable. */
export const isTold = (rupture: Rupture | null): rupture is Rupture & { readonly probableAt: number } =>
  isUnsettled(rupture) && rupture.probableAt !== null;

export const strainFacts = ({ facts, facet, kind, tier, rules }: Rupture): AlertFacts => ({
  basis: basisOf(facts, rules),
  sure: surenessOf({ facts, tier, rules }),
  tier,
  signs: rules.length,
  ...facts,
  ...(facet === null ? {} : { facet }),
  ...(kind === 'unknown' ? {} : { kind }),
});

/** Up and down in one part alone; where the form as a whole fell, the fall is what there is to say. */
export const isPartSwinging = ({ swingPart, before }: Rupture['facts']): boolean =>
  swingPart !== undefined && before === undefined;

const FALLS: ReadonlySet<string> = new Set(['reliable-drop', 'dual-spread', 'control-limits']);

function basisOf(facts: Rupture['facts'], rules: Rupture['rules']): string {
  const isSaid = facts['felt'] !== undefined;
  if (facts['swings'] !== undefined) return 'swings';
  if (isPartSwinging(facts)) return 'part-swings';
  if (facts['part'] !== undefined) return isSaid ? 'part-said' : 'part';
  if (facts['before'] !== undefined) return isSaid ? 'both' : ofFall(facts, rules);
  return isSaid ? 'said' : ofLevel(facts);
}

const ofFall = ({ slowly }: Rupture['facts'], rules: Rupture['rules']): string =>
  slowly === undefined || rules.some((rule) => FALLS.has(rule)) ? 'drop' : 'slow';

function ofLevel({ floor, marked, small }: Rupture['facts']): string {
  if (floor !== undefined) return 'level';
  if (marked !== undefined) return 'marked';
  return small === undefined ? 'level' : 'signs';
}

/** Only the client's own plain yes is the client's word; what else is confirmed, another person confirmed. */
function surenessOf({ facts, tier, rules }: Pick<Rupture, 'facts' | 'tier' | 'rules'>): string | number {
  if (facts['felt'] === 'yes') return 'said';
  if (tier === 'confirmed') return 'person';
  if (isOfMarks({ rules })) return 'marked';
  return isOfSigns({ rules }) ? 'signs' : (facts['exactness'] ?? 'assumed');
}

/**
 * What a clinician ticked in a note of their own is evidence, and no news to whoever wrote it. The mark of a supervisor
 * or of somebody else is, and so is any other sign that joins it.
 */
export function isOwnMark({ hours, cover, clinician }: EpisodeState, { rules, evidence }: Rupture): boolean {
  if (!isOfMarks({ rules })) return false;
  const reader = cover ?? clinician;
  const marks = hours.filter(({ event }) => evidence.includes(event));
  return marks.every(({ source, by }) => source !== 'supervisor' && (by === null || by === reader));
}
