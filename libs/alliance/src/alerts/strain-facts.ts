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
  const isSaid = isStanding(facts);
  if (facts['swings'] !== undefined) return 'swings';
  if (isPartSwinging(facts)) return 'part-swings';
  if (facts['part'] !== undefined) return isSaid ? 'part-said' : 'part';
  if (facts['before'] === undefined) return isSaid ? 'said' : ofLevel(facts);
  return isSaid ? 'both' : ofFall(facts, rules);
}

const isStanding = (facts: Rupture['facts']): boolean => facts['felt'] !== undefined && !isTakenBack(facts);

/** A later form answered the direct question with a no. */
const isTakenBack = ({ feltSince }: Rupture['facts']): boolean => feltSince !== undefined;

const ofFall = ({ slowly }: Rupture['facts'], rules: Rupture['rules']): string =>
  slowly === undefined || rules.some((rule) => FALLS.has(rule)) ? 'drop' : 'slow';

function ofLevel({ floor, marked, small }: Rupture['facts']): string {
  if (floor !== undefined) return 'level';
  if (marked !== undefined) return 'marked';
  return small === undefined ? 'level' : 'signs';
}

/** Only the client's own plain yes that still stands is the client's word; what else is confirmed, a person confirmed. */
function surenessOf({ facts, tier, rules }: Pick<Rupture, 'facts' | 'tier' | 'rules'>): string | number {
  const isYes = facts['felt'] === 'yes';
  if (isYes) return isTakenBack(facts) ? 'said-before' : 'said';
  if (tier === 'confirmed' && facts['feltBefore'] === undefined) return 'person';
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
