import type { Scale } from './instrument.js';
import { scaleOf, upTo } from './numbered.js';

interface Facets {
  readonly task: readonly number[];
  readonly bond: readonly number[];
  readonly goal: readonly number[];
}

/**
 * The scales of a 12-item working alliance form: three facets of four items, each needing three answers, and their
 * sum, which needs all three facets and ten answers. So an incomplete total is made up facet by facet.
 */
export function workingAllianceScales(prefix: string, facets: Facets): [Scale, ...Scale[]] {
  const facet = (code: keyof Facets): Scale => scaleOf(code, { prefix, items: facets[code], needs: 3 });
  const total = scaleOf('total', { prefix, items: upTo(12), needs: 10 });
  return [{ ...total, sumOf: ['task', 'bond', 'goal'] }, facet('task'), facet('bond'), facet('goal')];
}
