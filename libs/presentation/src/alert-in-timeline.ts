/** What became of an alert, on the timeline: raised, seen again, back, over. */
import type { Alert, Rupture } from '#lib/alliance';
import { titleOf } from './alert-words.js';
import type { Words } from './words.js';

export interface ConcludedAlert {
  readonly kind: string;
  readonly words: string;
  readonly lane: 'alerts';
  readonly since?: number;
}

/** How an alert that changed its standing by itself is told. */
const STANDINGS: Partial<Record<Alert['status'], 'back' | 'eased'>> = {
  open: 'back',
  eased: 'eased',
};

export function alertConclusions(
  before: Alert | undefined,
  after: Alert,
  { words, rupture }: { readonly words: Words; readonly rupture: Rupture | null },
): ConcludedAlert[] {
  const title = titleOf(after, words);
  const { timeline } = words;
  if (!before) return [{ kind: 'alert.raised', words: timeline.raised(title), lane: 'alerts', since: after.raisedAt }];
  const found: ConcludedAlert[] = [];
  if (after.seenAgain > before.seenAgain)
    found.push({ kind: 'alert.seen-again', words: timeline.seenAgain(title), lane: 'alerts' });
  const say = before.status === after.status ? undefined : standingWords(after, timeline, rupture);
  if (say) found.push({ kind: `alert.${after.status}`, words: say(title), lane: 'alerts' });
  return found;
}

/** Undefined for what a person did, which its own event tells. */
function standingWords(
  { status, facts }: Alert,
  timeline: Words['timeline'],
  rupture: Rupture | null,
): ((title: string) => string) | undefined {
  if (status === 'withdrawn') return timeline.withdrawn[facts['ended'] === 'died' ? 'died' : 'consent'];
  if (status === 'closed') return closedWords(facts, timeline, rupture);
  const told = STANDINGS[status];
  return told && timeline[told];
}

function closedWords(
  { ended }: Alert['facts'],
  { grown, closed, withdrawn }: Words['timeline'],
  rupture: Rupture | null,
): (title: string) => string {
  if (ended === 'grown') return grown;
  return rupture?.state === 'withdrawn' ? withdrawn.wrong : closed;
}
