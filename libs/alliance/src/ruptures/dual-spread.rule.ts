import { fallNow, spreadWithin } from '#lib/courses';
import { spreadOf } from '#lib/instruments';
import { atLeast } from '#lib/kernel';
import { readable, ruptureRule } from './rupture-rule.js';

export const dualSpread = ruptureRule({
  code: 'dual-spread',
  detector: 'D3',
  version: 2,
  title: 'Lower than before by more than ratings usually vary',
  because: 'A fall stands out when it is larger than this client’s own ups and downs and than clients differ.',
  source: 'The wider of the spread within and between clients, one and two spreads (Gumz et al. 2012).',
  evidenceKind: 'ratings',
  asks: false,
  parameters: { spreads: 1 },
  strictness: 'spreads',
  check({ instrument, rated, own }, { spreads }) {
    const between = own?.between ?? spreadOf(instrument);
    const { start, now, drop } = fallNow(rated);
    if (between === undefined || drop <= 0) return undefined;
    const within = spreadWithin(rated.slice(0, -1).map(({ value }) => value));
    const spread = Math.max(within, between);
    if (spread <= 0 || !atLeast(drop, spreads * spread)) return undefined;
    return {
      tier: atLeast(drop, 2 * spreads * spread) ? 'probable' : 'suspected',
      reference: start.value,
      evidence: [start.event, now.event],
      facts: { before: readable(instrument, start.value), now: readable(instrument, now.value) },
    };
  },
});
