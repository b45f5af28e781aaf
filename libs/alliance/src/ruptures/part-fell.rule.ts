import type { PartFall } from '#lib/courses';
import { partsOf, type Instrument } from '#lib/instruments';
import { atLeast } from '#lib/kernel';
import { PART_FELL, partsLower } from './parts-lower.js';
import { ruptureRule, type Finding } from './rupture-rule.js';
import type { RuptureTier } from '../state/rupture-tier.js';

/** With one or two earlier forms it takes more to be told. */
const OF_FEW: Readonly<Record<number, number>> = { 1: 1.4, 2: 1.3 };
/** In shares of what is told: from here on it is suspected. */
const SUSPECTED = 2 / 3;

export const partFell = ruptureRule({
  code: PART_FELL,
  version: 4,
  title: 'One part is lower than usual, more than the form as a whole',
  because: 'A part such as trust, or the goals, can fall while the total hardly moves.',
  source:
    'The form’s own error (Jacobson and Truax 1991), larger by the root of how many fewer answers a part has; the thresholds are ours.',
  evidenceKind: 'ratings',
  asks: false,
  /** In least changes of the part; `forms`: with fewer earlier ones than this nothing is said. */
  parameters: { changes: 1, forms: 1 },
  strictness: 'changes',
  check({ instrument, rated, first = [], afterEnd }, { changes, forms }) {
    const now = rated.at(-1);
    // after a prompt that a person ended there may be one form that they knew, and it is enough
    const tierNow = (fall: PartFall) => (afterEnd ? tierFrom(fall, changes) : tierOf(fall, changes));
    const lower = partsLower({ instrument, rated, first, least: changes * SUSPECTED, afterEnd });
    const known = lower.filter((fall) => afterEnd || fall.forms >= forms);
    const falls = TIERS.flatMap((tier) => known.flatMap((fall) => (tierNow(fall) === tier ? [{ ...fall, tier }] : [])));
    const [lead] = falls;
    if (!now || !lead) return undefined;
    const also = falls.find(({ part, tier }) => tier === lead.tier && isApart(instrument, part, lead.part));
    return found(lead, also, [...rated.slice(-2, -1), now]);
  },
});

type Fallen = PartFall & { readonly tier: RuptureTier };

/** The strongest first. */
const TIERS: readonly RuptureTier[] = ['probable', 'suspected'];

/** One form alone is no usual: beside it a fall is plain, or nothing. */
function tierOf(fall: PartFall, wanted: number): RuptureTier | undefined {
  const tier = tierFrom(fall, wanted * (OF_FEW[fall.forms] ?? 1));
  return fall.forms === 1 && tier !== 'probable' ? undefined : tier;
}

function tierFrom({ changes }: PartFall, sure: number): RuptureTier | undefined {
  if (atLeast(changes, sure)) return 'probable';
  return atLeast(changes, sure * SUSPECTED) ? 'suspected' : undefined;
}

/** A second part is news beside the first only where it asks something else. */
function isApart(instrument: Instrument, part: string, lead: string): boolean {
  const itemsOf = (wanted: string): readonly string[] =>
    partsOf(instrument).flatMap(({ code, items }) => (code === wanted ? items : []));
  const asked = itemsOf(lead);
  return !itemsOf(part).some((item) => asked.includes(item));
}

/** Where nothing was usual: one earlier form, or several that were going down already. */
function earlierIn({ forms, wasFalling }: PartFall): Finding['facts'] {
  if (forms === 1) return { earlier: 'one' };
  return wasFalling ? { earlier: 'first' } : {};
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
      ...earlierIn(lead),
    },
  };
}
