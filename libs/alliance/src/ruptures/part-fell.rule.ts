import type { PartFall } from '#lib/courses';
import { partsOf, type Instrument } from '#lib/instruments';
import { atLeast } from '#lib/kernel';
import { PART_FELL, partsLower } from './parts-lower.js';
import { ruptureRule, type Finding } from './rupture-rule.js';
import type { RuptureTier } from '../state/rupture-tier.js';

/** With fewer forms than this it takes more to be told. */
const FEW = 3;
const OF_FEW = 1.3;
/** In shares of what is told: from here on it is suspected. */
const SUSPECTED = 2 / 3;

export const partFell = ruptureRule({
  code: PART_FELL,
  version: 2,
  title: 'One part is lower than usual, more than the form as a whole',
  because: 'A part such as trust, or the goals, can fall while the total hardly moves.',
  source:
    'The form’s own error (Jacobson and Truax 1991), larger by the root of how many fewer answers a part has; the thresholds are ours.',
  evidenceKind: 'ratings',
  asks: false,
  /** In least changes of the part; `forms`: with fewer earlier ones than this nothing is said. */
  parameters: { changes: 1, forms: 2 },
  strictness: 'changes',
  check({ instrument, rated, first = [], afterEnd }, { changes, forms }) {
    const now = rated.at(-1);
    // after a prompt that a person ended there may be one form that they knew, and it is enough
    const fewest = afterEnd ? 1 : forms;
    const lower = partsLower({ instrument, rated, first, least: changes * SUSPECTED });
    if (lower.length === 0) return undefined;
    const falls = lower.flatMap((fall): Fallen[] => {
      const tier = tierOf(fall, changes, afterEnd ? 1 : FEW);
      return fall.forms >= fewest && tier ? [{ ...fall, tier }] : [];
    });
    const lead = TIERS.flatMap((tier) => falls.find((fall) => fall.tier === tier) ?? [])[0];
    if (!now || !lead) return undefined;
    const also = falls.find(({ part, tier }) => tier === lead.tier && isApart(instrument, part, lead.part));
    return found(lead, also, [...rated.slice(-2, -1), now]);
  },
});

type Fallen = PartFall & { readonly tier: RuptureTier };

/** The strongest first. */
const TIERS: readonly RuptureTier[] = ['probable', 'suspected'];

function tierOf(fall: PartFall, wanted: number, few: number): RuptureTier | undefined {
  const sure = wanted * (fall.forms < few ? OF_FEW : 1);
  if (atLeast(fall.changes, sure)) return 'probable';
  return atLeast(fall.changes, sure * SUSPECTED) ? 'suspected' : undefined;
}

/** A second part is news beside the first only where it asks something else. */
function isApart(instrument: Instrument, part: string, lead: string): boolean {
  const itemsOf = (code: string): readonly string[] =>
    partsOf(instrument).find((one) => one.code === code)?.items ?? [];
  const asked = itemsOf(lead);
  return part !== lead && !itemsOf(part).some((item) => asked.includes(item));
}

function found(lead: Fallen, also: Fallen | undefined, forms: readonly { readonly event: string }[]): Finding {
  return {
    tier: lead.tier,
    reference: lead.total,
    evidence: forms.map(({ event }) => event),
    facts: {
      part: lead.part,
      partBefore: Math.round(lead.before),
      partNow: lead.now,
      ...(also ? { alsoPart: also.part } : {}),
    },
  };
}
