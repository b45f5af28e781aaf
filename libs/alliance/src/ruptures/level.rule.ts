import { fallNow } from '#lib/courses';
import { below } from '#lib/kernel';
import { readable, ruptureRule } from './rupture-rule.js';
import type { Rated } from '../state/series.js';

export const level = ruptureRule({
  code: 'level',
  detector: 'D1',
  version: 2,
  title: 'Below the level that asks for a look',
  because: 'A low rating is worth a conversation; two in a row are seldom chance.',
  source: 'Feedback-informed practice uses a cutoff per questionnaire; two in a row is a rule of this project.',
  evidenceKind: 'ratings',
  asks: true,
  /** `inclusive` 1: a rating at the cutoff itself asks for a look, too. Guides disagree. */
  parameters: { consecutive: 2, inclusive: 0 },
  strictness: 'consecutive',
  check({ instrument, rated }, { consecutive, inclusive }) {
    const { floor } = instrument;
    const now = rated.at(-1);
    if (floor === undefined || !now) return undefined;
    const low = ({ value }: Rated): boolean => below(value, floor) || (inclusive > 0 && value <= floor);
    if (!low(now)) return undefined;
    const latest = rated.slice(-consecutive);
    const lasting = latest.length === consecutive && latest.every(low);
    return {
      tier: lasting ? 'suspected' : 'prompt',
      ...(rated.every(low) ? WEAK_START : { reference: Math.max(floor, fallNow(rated).start.value) }),
      evidence: (lasting ? latest : [now]).map(({ event }) => event),
      facts: { now: readable(instrument, now.value), floor },
    };
  },
});

/** Low from the first form on is no fall: there is nothing that could come back. */
const WEAK_START = { reference: null, standing: true } as const;
