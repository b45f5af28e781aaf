import { differenceOf, pairsOf } from '#lib/courses';
import { clinicianRatings } from '../relationship/discrepancy.js';
import { spreadOf } from '#lib/instruments';
import { atLeast } from '#lib/kernel';
import { ruptureRule } from './rupture-rule.js';

export const seenDifferently = ruptureRule({
  code: 'seen-differently',
  detector: 'D7',
  version: 2,
  title: 'Client and clinician see it differently',
  because: 'When the clinician’s form stays well above the client’s, something may have gone unsaid.',
  source: 'Clients rate higher than clinicians by .41 spreads on average (40 studies); the threshold is ours.',
  evidenceKind: 'ratings',
  asks: true,
  parameters: { spreads: 1 },
  strictness: 'spreads',
  check({ instrument, rated, alongside, own }, { spreads }) {
    const now = rated.at(-1);
    const spread = own?.between ?? spreadOf(instrument);
    const latest = pairsOf(rated.slice(-3), clinicianRatings(alongside, instrument)).slice(-2);
    if (!now || latest.length < 2 || spread === undefined) return undefined;
    const apart = latest.map((pair) => differenceOf(pair, spread));
    if (!apart.every((difference) => atLeast(difference, spreads))) return undefined;
    const forms = latest.flatMap(({ client, clinician }) => [clinician.event, client.event]);
    return {
      tier: 'prompt',
      reference: null,
      evidence: [...new Set([...forms, now.event])],
      facts: {},
    };
  },
});
