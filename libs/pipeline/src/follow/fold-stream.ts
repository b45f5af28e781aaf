/** From stored events to state: in order folds on, late or correcting folds that one episode again from the start. */
import { clinicalOrder } from '#lib/events';
import { continueEpisode, foldEpisode, readState, type ClinicRules, type EpisodeState } from '#lib/alliance';
import { readStreams, streamKey, type Checkpoint, type StoredEvent, toClinicEvent } from '#lib/eventlog';
import type { Queryable } from '#lib/platform';
import type { RulesOf } from '#lib/clinic-settings';

export interface Projection {
  readonly checkpoint: Checkpoint;
  readonly before: EpisodeState | undefined;
  readonly after: EpisodeState;
  /** What both were folded under. */
  readonly rules: ClinicRules;
  /** The events that were new, in stream order; at least one. */
  readonly events: readonly StoredEvent[];
  readonly refolded: boolean;
}

/** Folds what is new for each checkpoint; checkpoints with nothing new are left out. */
export async function foldStreams(
  tx: Queryable,
  checkpoints: readonly Checkpoint[],
  rulesOf: RulesOf,
): Promise<Projection[]> {
  const fresh = await readStreams(tx, checkpoints);
  const some = checkpoints.filter((c) => fresh.has(streamKey(c)));
  const steps = some.map((checkpoint) => {
    const events = fresh.get(streamKey(checkpoint)) as StoredEvent[];
    const before = checkpoint.state === undefined ? undefined : readState(checkpoint.state);
    const rules = rulesOf(checkpoint.tenant);
    return { checkpoint, events, before, rules, after: foldOn(before, events, rules) };
  });
  const again = steps.filter((s) => s.after === 'refold').map((s) => ({ ...s.checkpoint, version: 0 }));
  const whole = again.length > 0 ? await readStreams(tx, again) : new Map<string, StoredEvent[]>();
  return steps.map((step) => {
    if (step.after !== 'refold') return { ...step, after: step.after, refolded: false };
    const history = (whole.get(streamKey(step.checkpoint)) ?? []).map(toClinicEvent);
    return { ...step, after: foldEpisode(history, step.rules), refolded: true };
  });
}

function foldOn(
  before: EpisodeState | undefined,
  events: readonly StoredEvent[],
  rules: ClinicRules,
): EpisodeState | 'refold' {
  const facts = events.map(toClinicEvent).sort(clinicalOrder);
  return before === undefined ? foldEpisode(facts, rules) : continueEpisode(before, facts, rules);
}
