/** A whole history seen at one instant after another, as it was known then. */
import { type ClinicRules, advance, inOrder, reachesBack, stepsOf, unknownEpisode, type AsOf } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';
import { snapshotAt } from '../snapshot.js';

/** Instants must be asked for in order. A history with corrections, or with what was entered late, is folded afresh for each, so that none reaches back. */
export function walk(history: readonly ClinicEvent[], rules: ClinicRules): (at: number) => AsOf {
  const ordered = inOrder(history);
  if (ordered.some(reachesBack)) return (at) => snapshotAt(ordered, at, rules);
  const steps = stepsOf(ordered);
  let state = unknownEpisode(ordered);
  let next = 0;
  return (at) => {
    for (let step = steps[next]; step && step.at <= at; step = steps[++next]) state = advance(state, step, rules);
    return { state, at, rules };
  };
}
