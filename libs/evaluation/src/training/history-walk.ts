/** A whole history seen at one instant after another, as it was known then. */
import { type AsOf, type ClinicRules, foldEpisode, inOrder, reachesBack, walkEpisode } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';
import { snapshotAt } from '../snapshot.js';

/** Instants must be asked for in order. A history with corrections, or with what was entered late, is folded afresh for each, so that none reaches back. */
export function walk(history: readonly ClinicEvent[], rules: ClinicRules): (at: number) => AsOf {
  const ordered = inOrder(history);
  if (ordered.some(reachesBack)) return (at) => snapshotAt(ordered, at, rules);
  const steps = walkEpisode(ordered, rules);
  let state = foldEpisode([], rules);
  let next = steps.next();
  return (at) => {
    for (; !next.done && next.value.step.at <= at; next = steps.next()) state = next.value.after;
    return { state, at, rules };
  };
}
