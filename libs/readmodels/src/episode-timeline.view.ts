/**
 * What happened, in order? Folded from the log at the moment it is asked for: a timeline is read far more rarely than
 * it changes, and this way it can never differ from the log.
 */
import {
  narrate,
  summarise,
  HOUSE_WORDING,
  type EpisodeSummary,
  type TimelineEntry,
  type Wording,
} from '#lib/presentation';
import { foldEpisode, relationshipOf, HOUSE_RULES, type ClinicRules, type Relationship } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';
import { readStream, revive } from '#lib/eventlog';
import type { Queryable } from '#lib/platform';

export interface EpisodeTimeline {
  readonly episode: string;
  readonly summary: EpisodeSummary;
  /** How client and clinician each describe it, and what the practice's own part was. */
  readonly relationship: Relationship;
  readonly entries: readonly TimelineEntry[];
  readonly events: number;
}

/** Undefined when nothing is known of the episode. */
export async function readTimeline(
  db: Queryable,
  { tenant, episode }: { readonly tenant: number; readonly episode: string },
  rules: ClinicRules = HOUSE_RULES,
  wording: Wording = HOUSE_WORDING,
): Promise<EpisodeTimeline | undefined> {
  const stored = await readStream(db, { tenant, stream: `episode/${episode}` });
  if (stored.length === 0) return undefined;
  const events: ClinicEvent[] = stored.map(revive);
  const state = foldEpisode(events, rules);
  return {
    episode,
    summary: summarise(state, rules, wording),
    relationship: relationshipOf(state, rules),
    entries: narrate(events, rules, wording),
    events: events.length,
  };
}
