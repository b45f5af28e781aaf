/** One episode as it stands, for who works there or was told of it. */
import { episodeStream } from '#lib/events';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { LatestRules, RulesCache } from '#lib/clinic-settings';
import { may, type Principal } from '#lib/identity';
import { Database, RapportError, type Queryable } from '#lib/platform';
import { summarise } from '#lib/presentation';
import { isTold, readEpisode } from '#lib/readmodels';
import type { CaseloadEntry } from './get-caseload.js';
import { Look, episodeSubject } from '../on-record/look.js';
import type { LanguageAsked } from './reader.js';

/** Throws `not_found` for an episode that is unknown, or none of the reader's. */
export class GetEpisode extends Look<CaseloadEntry> {
  readonly recordedAs = 'episode';

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

@QueryHandler(GetEpisode)
export class GetEpisodeHandler implements IQueryHandler<GetEpisode> {
  constructor(
    private readonly db: Database,
    private readonly rules: RulesCache,
    private readonly latest: LatestRules,
  ) {}

  async execute({ reader, episode, language }: GetEpisode): Promise<CaseloadEntry> {
    const { tenant } = reader;
    const folded = await readEpisode(this.db, { tenant, stream: episodeStream(episode) });
    if (!folded || !(await mayReadEpisode(this.db, reader, { episode, clinician: folded.state.clinician ?? '' })))
      throw new RapportError('not_found');
    const rules = await this.rules.inForce(this.db, tenant);
    return { episode, ...summarise(folded.state, rules, await this.latest.wording(tenant, language)) };
  }
}

/** The clinician who works with the client, and anybody who was told of something there that is not ended yet. */
export async function mayReadEpisode(
  db: Queryable,
  reader: Principal,
  of: { readonly episode: string; readonly clinician: string },
): Promise<boolean> {
  if (!may(reader, 'clinic:read')) return false;
  if (may(reader, 'clinic:read', of.clinician)) return true;
  const { tenant, clinician } = reader;
  return clinician !== undefined && isTold(db, { tenant, episode: of.episode, clinician });
}
