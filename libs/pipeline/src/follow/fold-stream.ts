/** From stored events to state: in order folds on, late or correcting folds that one episode again from the start. */
import { clinicalOrder, type ClinicEvent } from '#lib/events';
import { continueEpisode, foldEpisode, readState, type ClinicRules, type EpisodeState } from '#lib/alliance';
import { readStreams, streamKey, type Checkpoint, type StoredEvent, toClinicEvent } from '#lib/eventlog';
import type { Queryable } from '#lib/platform';
import type { RulesOf } from '#lib/clinic-settings';

/** What is new in a stream, and the state that it is folded onto. */
export interface Unfolded {
  readonly checkpoint: Checkpoint;
  readonly before: EpisodeState | undefined;
  readonly rules: ClinicRules;
  /** In stream order; at least one. */
  readonly events: readonly StoredEvent[];
  /** The same, in clinical order. */
  readonly facts: readonly ClinicEvent[];
}

export interface Projection extends Unfolded {
  readonly after: EpisodeState;
  readonly refolded: boolean;
}

/** What is new for each checkpoint; checkpoints with nothing new are left out. */
export async function readUnfolded(
  tx: Queryable,
  checkpoints: readonly Checkpoint[],
  rulesOf: RulesOf,
): Promise<Unfolded[]> {
  const fresh = await readStreams(tx, checkpoints);
  return checkpoints.flatMap((checkpoint) => {
    const events = fresh.get(streamKey(checkpoint));
    if (!events) return [];
    const before = checkpoint.state === undefined ? undefined : readState(checkpoint.state);
    const facts = events.map(toClinicEvent).sort(clinicalOrder);
    return [{ checkpoint, before, rules: rulesOf(checkpoint.tenant), events, facts }];
  });
}

export async function foldStreams(tx: Queryable, unfolded: readonly Unfolded[]): Promise<Projection[]> {
  const steps = unfolded.map((one) => ({ ...one, after: foldOn(one) }));
  const again = steps.filter((s) => s.after === 'refold').map((s) => ({ ...s.checkpoint, version: 0 }));
  const whole = again.length > 0 ? await readStreams(tx, again) : new Map<string, StoredEvent[]>();
  return steps.map((step) => {
    if (step.after !== 'refold') return { ...step, after: step.after, refolded: false };
    const history = (whole.get(streamKey(step.checkpoint)) ?? []).map(toClinicEvent);
    return { ...step, after: foldEpisode(history, step.rules), refolded: true };
  });
}

const foldOn = ({ before, facts, rules }: Unfolded): EpisodeState | 'refold' =>
  before === undefined ? foldEpisode(facts, rules) : continueEpisode(before, facts, rules);
