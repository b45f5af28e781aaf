import type { DirectAnswers } from '#lib/instruments';
import { anyOccasionRule, type Occasion } from './rupture-rule.js';
import type { Rating } from '../state/series.js';
import type { RuptureTier } from '../state/rupture-tier.js';

export const directReport = anyOccasionRule({
  code: 'direct-report',
  detector: 'D5',
  version: 3,
  title: 'The client said that something felt off',
  because: 'Asking directly finds what totals at the top of their range cannot show.',
  source: 'Post-session questions on tension (Muran et al. 2009); the threshold is a rule of this project.',
  evidenceKind: 'words',
  asks: false,
  parameters: { mattered: 5 },
  strictness: 'mattered',
  check(occasion, { mattered }) {
    const now = formOf(occasion);
    const tier = now?.probe && heard(now.probe, mattered, occasion.afterEnd === true);
    if (!now?.probe || !tier) return undefined;
    const felt = now.probe.felt === 2 ? 'yes' : 'a little';
    return { tier, reference: null, evidence: [now.event], facts: { felt } };
  },
});

/** The client's word counts on a form that has too few answers for a score, too. */
function formOf(occasion: Occasion): Rating | undefined {
  if (occasion.kind === 'rating') return occasion.rated.at(-1);
  return occasion.kind === 'words' ? occasion.rating : undefined;
}

/**
 * A plain yes is confirmed by the client's own word; a little counts from where it mattered. After a prompt that a person
 * ended, a little of which nobody said how much it mattered is a word, too: weaker, so it needs a second sign beside it.
 */
function heard({ felt, mattered }: DirectAnswers, least: number, afterEnd: boolean): RuptureTier | undefined {
  if (felt === 2) return 'confirmed';
  if (felt === 1 && mattered === null) return afterEnd ? 'suspected' : undefined;
  return felt === 1 && (mattered ?? -1) >= least ? 'probable' : undefined;
}
