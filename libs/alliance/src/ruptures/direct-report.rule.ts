import type { DirectAnswers } from '#lib/instruments';
import { anyOccasionRule, type Occasion } from './rupture-rule.js';
import type { Rating } from '../state/series.js';
import type { RuptureTier } from '../state/rupture-tier.js';

/** A little, again and again: twice is a sign, three times is told. */
const TWICE = 2;
const AGAIN = 3;
const AMONG = 4;
/** How much less it has to matter where it is said again. */
const LESS = 2;
/** From here on the client calls it sorted out. */
const SORTED_OUT = 7;

export const directReport = anyOccasionRule({
  code: 'direct-report',
  detector: 'D5',
  version: 5,
  title: 'The client said that something felt off',
  because: 'Asking directly finds what totals at the top of their range cannot show.',
  source: 'Post-session questions on tension (Muran et al. 2009); the thresholds are rules of this project.',
  evidenceKind: 'words',
  asks: false,
  parameters: { mattered: 5 },
  strictness: 'mattered',
  check(occasion, { mattered }) {
    const now = formOf(occasion);
    if (!now?.probe) return undefined;
    const felt = now.probe.felt === 2 ? 'yes' : 'a little';
    const tier = heard(now.probe, mattered, occasion.afterEnd === true);
    if (tier) return { tier, reference: null, evidence: [now.event], facts: { felt } };
    const lasting = lastingIn(occasion, mattered - LESS);
    if (lasting.at(-1) !== now || lasting.length < TWICE) return undefined;
    return {
      tier: lasting.length < AGAIN ? 'suspected' : 'probable',
      reference: null,
      evidence: lasting.map(({ event }) => event),
      facts: { felt, times: lasting.length },
    };
  },
});

/** The client's word counts on a form that has too few answers for a score, too. */
function formOf(occasion: Occasion): Rating | undefined {
  if (occasion.kind === 'words') return occasion.rating;
  return occasion.kind === 'rating' ? occasion.rated.at(-1) : undefined;
}

/** The latest forms on which something felt off, at least so much or left open how much, and was not sorted out. */
function lastingIn(occasion: Occasion, least: number): readonly Rating[] {
  const rated = occasion.kind === 'rating' ? occasion.rated : [];
  // the first after a prompt that a person ended is the one that they knew
  return (occasion.afterEnd ? rated.slice(1) : rated)
    .slice(-AMONG)
    .filter(({ probe }) => probe !== null && lasts(probe, least));
}

const lasts = ({ felt, mattered, sortedOut }: DirectAnswers, least: number): boolean =>
  felt > 0 && (mattered === null || mattered >= least) && (sortedOut ?? 0) < SORTED_OUT;

/**
 * A plain yes is confirmed by the client's own word; a little counts from where it mattered. After a prompt that a person
 * ended, a little of which nobody said how much it mattered is a word, too: weaker, so it needs a second sign beside it.
 */
function heard({ felt, mattered }: DirectAnswers, least: number, afterEnd: boolean): RuptureTier | undefined {
  if (felt === 2) return 'confirmed';
  if (felt !== 1) return undefined;
  if (mattered === null) return afterEnd ? 'suspected' : undefined;
  return mattered >= least ? 'probable' : undefined;
}
