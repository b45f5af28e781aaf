/** Parts of the working relationship, however a questionnaire asks for them. */
export const FACETS = [
  'trust',
  'openness',
  'empathy',
  'listening',
  'acceptance',
  'bond',
  'task',
  'goal',
  'engagement',
  'coping-goals',
] as const;

/** `openness` stands apart from `trust`: low openness beside a high bond may be politeness. */
export type Facet = (typeof FACETS)[number];

export interface FacetItems {
  readonly facet: Facet;
  readonly items: readonly string[];
}
