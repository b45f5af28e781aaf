/**
 * What happened, in order? Folded from the log at the moment it is asked for: a timeline is read far more rarely than
 * it changes, and this way it can never differ from the log.
 */
import { episodeStream } from '#lib/events';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { foldEpisode, relationshipOf, type Relationship } from '#lib/alliance';
import { LatestRules, RulesCache } from '#lib/clinic-settings';
import { readStream, toClinicEvent } from '#lib/eventlog';
import type { Principal } from '#lib/identity';
import { Database, RapportError } from '#lib/platform';
import {
  describeRelationship,
  narrate,
  ownPartInWords,
  summarise,
  type EpisodeSummary,
  type RelationshipInWords,
  type TimelineEntry,
} from '#lib/presentation';
import { mayReadEpisode } from './get-episode.js';
import { Look, episodeSubject } from '../on-record/look.js';
import type { LanguageAsked } from './reader.js';

export interface EpisodeTimeline {
  readonly episode: string;
  readonly summary: EpisodeSummary;
  /** How client and clinician each describe it, and what the practice's own part was. */
  readonly relationship: Relationship;
  /** The same in words. */
  readonly relationshipInWords: RelationshipInWords;
  /** What the practice itself changed lately, in words; empty where that is little. */
  readonly context: readonly string[];
  readonly entries: readonly TimelineEntry[];
  readonly events: number;
}

/** Throws `not_found` for an episode that is unknown, or none of the reader's. */
export class GetTimeline extends Look<EpisodeTimeline> {
  readonly recordedAs = 'timeline';

  constructor(
    readonly reader: Principal,
    readonly episode: string,
    readonly language?: LanguageAsked,
  ) {
    super();
  }

  override named(): readonly string[] {
    return [episodeSubject(this.episode)];
  }
  protected shown(): readonly string[] {
    return this.named();
  }
}

@QueryHandler(GetTimeline)
export class GetTimelineHandler implements IQueryHandler<GetTimeline> {
  constructor(
    private readonly db: Database,
    private readonly rules: RulesCache,
    private readonly latest: LatestRules,
  ) {}

  async execute({ reader, episode, language }: GetTimeline): Promise<EpisodeTimeline> {
    const { tenant } = reader;
    const stored = await readStream(this.db, { tenant, stream: episodeStream(episode) });
    const rules = await this.rules.inForce(this.db, tenant);
    const events = stored.map(toClinicEvent);
    const state = foldEpisode(events, rules);
    const clinician = state.clinician ?? '';
    if (stored.length === 0 || !(await mayReadEpisode(this.db, reader, { episode, clinician })))
      throw new RapportError('not_found');
    const wording = await this.latest.wording(tenant, language);
    const relationship = relationshipOf(state, rules);
    return {
      episode,
      summary: summarise(state, rules, wording),
      relationship,
      relationshipInWords: describeRelationship(relationship, rules, wording),
      context: ownPartInWords(relationship, wording.words),
      entries: narrate(events, rules, wording),
      events: events.length,
    };
  }
}
