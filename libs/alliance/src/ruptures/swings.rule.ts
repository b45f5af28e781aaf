import { bigTurns, swingingParts } from '#lib/courses';
import { leastChange } from './figures.js';
import { readable, ruptureRule, type Finding, type RatingOccasion } from './rupture-rule.js';

/** Seen within so many forms. */
const FORMS = 7;
const TURNS = 3;

export const swings = ruptureRule({
  code: 'swings',
  version: 2,
  title: 'Swinging widely up and down',
  because: 'Falls that come back each time are one pattern, and worth one conversation about it.',
  source: 'Moves larger than the form’s own error (Jacobson and Truax 1991), three in turn within seven forms; ours.',
  evidenceKind: 'ratings',
  asks: false,
  /** In least changes of the form. */
  parameters: { changes: 1, turns: TURNS },
  strictness: 'changes',
  check({ instrument, rated, own }, { changes, turns }) {
    if (rated.length <= turns) return undefined;
    const window = rated.slice(-FORMS);
    const least = leastChange({ instrument, own });
    if (least === undefined) return undefined;
    const values = window.map(({ value }) => value);
    if (bigTurns(values, changes * least) < turns) return ofPart(instrument, window, { changes, turns });
    const high = Math.max(...values);
    return {
      tier: 'probable',
      reference: high,
      evidence: window.map(({ event }) => event),
      facts: { swings: readable(instrument, Math.min(...values)), high: readable(instrument, high) },
    };
  },
});

/** What swings in one part alone may leave the whole where it is. */
function ofPart(
  instrument: RatingOccasion['instrument'],
  window: RatingOccasion['rated'],
  least: { readonly changes: number; readonly turns: number },
): Finding | undefined {
  const [widest] = swingingParts(instrument, window, least);
  return (
    widest && {
      tier: 'probable',
      reference: null,
      evidence: window.map(({ event }) => event),
      facts: {
        swingPart: widest.part,
        partLow: Math.round(widest.low),
        partHigh: Math.round(widest.high),
      },
    }
  );
}
