/**
 * An episode as it was known at an instant, from its whole history: for labels and training. Nothing from after the
 * instant can reach it, neither an event nor a correction of an earlier one.
 */
import { DEFAULT_RULES, type ClinicRules, foldEpisode, inOrder, applyCorrections, type AsOf } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';

export interface Snapshot extends AsOf {
  /** What counted at that time, in clinical order: corrected, and without what was taken back. */
  readonly events: readonly ClinicEvent[];
}

export function snapshotAt(history: readonly ClinicEvent[], at: number, rules: ClinicRules = DEFAULT_RULES): Snapshot {
  const known = inOrder(history.filter(({ occurredAt }) => occurredAt <= at));
  const events = applyCorrections(known).flatMap(({ effective }) => (effective ? [effective] : []));
  return { at, state: foldEpisode(known, rules), events, rules };
}
