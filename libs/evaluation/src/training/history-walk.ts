/** A whole history seen at one instant after another, as it was known then. */
import { type ClinicRules, advance, inOrder, correctsThePast, unknownEpisode, type AsOf } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';
import { snapshotAt } from '../snapshot.js';

/** Instants must be asked for in order. A history with corrections is folded afresh for each, so that none reaches back. */
export function walk(history: readonly ClinicEvent[], rules: ClinicRules): (at: number) => AsOf {
  const ordered = inOrder(history);
  if (ordered.some(correctsThePast)) return (at) => snapshotAt(ordered, at, rules);
  let state = unknownEpisode(ordered);
  let next = 0;
  return (at) => {
    for (let event = ordered[next]; event && event.occurredAt <= at; event = ordered[++next]) {
      state = advance(state, { original: event, effective: event }, rules);
    }
    return { state, at, rules };
  };
}
