import type { Scale } from './instrument.js';
import type { FacetItems } from './facet.js';
import { scaleOf, upTo } from './numbered.js';

export interface Facets {
  readonly task: readonly number[];
  readonly bond: readonly number[];
  readonly goal: readonly number[];
}

/** The same three parts as facets of the relationship. */
export const workingAllianceFacets = (prefix: string, { bond, task, goal }: Facets): readonly FacetItems[] =>
  Object.entries({ bond, task, goal }).map(([facet, items]) => ({
    facet: facet as keyof Facets,
    items: items.map((n) => `${prefix}-${n}`),
  }));

/**
 * The scales of a 12-item working alliance form: three facets of four items, each needing three answers, and their
 * sum, which needs all three facets and ten answers. So an incomplete total is made up facet by facet.
 */
export function workingAllianceScales(prefix: string, facets: Facets): [Scale, ...Scale[]] {
  const facet = (code: keyof Facets): Scale => scaleOf(code, { prefix, items: facets[code], needs: 3 });
  const total = scaleOf('total', { prefix, items: upTo(12), needs: 10 });
  return [{ ...total, sumOf: ['task', 'bond', 'goal'] }, facet('task'), facet('bond'), facet('goal')];
}
