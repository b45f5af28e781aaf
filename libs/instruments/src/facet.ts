/** Parts of the working relationship, however a questionnaire or a note names them. */
export const FACETS = [
  'trust',
  'openness',
  'empathy',
  'listening',
  'acceptance',
  'respect',
  'support',
  'expectations',
  'consistency',
  'boundaries',
  'genuineness',
  'bond',
  'task',
  'goal',
  'helpfulness',
  'engagement',
  'responsibility',
  'coping-goals',
  'carrying-over',
] as const;

/**
 * `openness` stands apart from `trust`, and from `acceptance` (not being judged): low openness beside a high bond may be
 * politeness. `support` is to feel safe and not alone, `expectations` that it is clear what each can expect, `genuineness`
 * includes patience, `helpfulness` that what helps is done and what does not can be said, `carrying-over` that something of
 * it serves in the rest of life.
 */
export type Facet = (typeof FACETS)[number];

export interface FacetItems {
  readonly facet: Facet;
  readonly items: readonly string[];
}
