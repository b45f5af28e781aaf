import { DAY } from '#lib/kernel';
import { closestWord, isEvidence, markersOf, type CodedSession, type RuptureMarkers } from '../state/coded-session.js';
import { anyOccasionRule, type Finding } from './rupture-rule.js';

/** Further apart, two withdrawals are two stories. */
const APART = 42 * DAY;

export const codedMarkers = anyOccasionRule({
  code: 'coded-markers',
  detector: 'D6',
  version: 2,
  title: 'An hour was marked for strain',
  because: 'Whoever was in the room, or watched, saw a move against the work, or twice a move away from it.',
  source: 'Markers of the rupture resolution rating system; the thresholds and six weeks are rules of this project.',
  evidenceKind: 'markers',
  asks: false,
  parameters: { significance: 3, withdrawals: 2 },
  strictness: 'significance',
  check(occasion, { significance, withdrawals }) {
    if (occasion.kind !== 'marked') return undefined;
    const now = occasion.hours.at(-1);
    if (!now || !isEvidence(now)) return undefined;
    if (markersOf(now, 'confrontation', significance) > 0) return found([now], 'confrontation', significance);
    const withdrawn = occasion.hours.filter(
      (hour) => isEvidence(hour) && now.at - hour.at <= APART && markersOf(hour, 'withdrawal', significance) > 0,
    );
    const count = withdrawn.reduce((sum, hour) => sum + markersOf(hour, 'withdrawal', significance), 0);
    return withdrawn.at(-1) === now && count >= withdrawals ? found(withdrawn, 'withdrawal', significance) : undefined;
  },
});

function found(hours: readonly CodedSession[], marked: RuptureMarkers, least: number): Finding {
  const word = closestWord(hours, marked, least);
  return {
    tier: 'probable',
    reference: null,
    evidence: hours.map(({ event }) => event),
    facts: {
      marked,
      ...(hours.at(-1)?.source === 'supervisor' ? { noted: 'supervisor' } : {}),
      ...(word === undefined ? {} : { mark: word }),
    },
  };
}
