/** Who looked at an episode, newest first. Asking this is a look itself. */
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { LatestRules } from '#lib/clinic-settings';
import { episodeStream } from '#lib/events';
import { may, needs, readEntriesAbout, type AuditAction, type NumberedEntry, type Principal } from '#lib/identity';
import { Database, RapportError } from '#lib/platform';
import { decodeCursor, encodeCursor, readEpisode, type Page } from '#lib/readmodels';
import { Look, episodeSubject } from '../on-record/look.js';
import { mayReadEpisode } from './get-episode.js';
import { orBadCursor, type LanguageAsked } from './reader.js';

export interface EpisodeLook {
  /** In the record of the clinic. */
  readonly number: number;
  /** RFC 3339. */
  readonly at: string;
  /** Id of the API key; `person:<id>` of somebody who signed in; `operator` at the command line. */
  readonly by: string;
  /** The clinician to whom that key is bound, or who signed in. */
  readonly clinician?: string;
  readonly action: string;
  /** The action, for people. */
  readonly words: string;
  readonly outcome: 'answered' | 'refused' | 'failed';
  /** Of a refusal: the code that the error page lists. */
  readonly refusedFor?: string;
}

export interface LooksAsked {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/**
 * Throws `bad_cursor`, `scope_required`, and `not_found` for an episode that is unknown, or none of the reader's. Who
 * administers the clinic may ask about any reference: others may have asked for what there never was.
 */
export class GetLooks extends Look<Page<EpisodeLook>> {
  readonly recordedAs = 'looks';

  constructor(
    readonly reader: Principal,
    readonly episode: string,
    readonly page: LooksAsked,
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

@QueryHandler(GetLooks)
export class GetLooksHandler implements IQueryHandler<GetLooks> {
  constructor(
    private readonly db: Database,
    private readonly latest: LatestRules,
  ) {}

  async execute({ reader, episode, page, language }: GetLooks): Promise<Page<EpisodeLook>> {
    needs(reader, 'clinic:read');
    if (!(await this.mayAsk(reader, episode))) throw new RapportError('not_found');
    const { words } = await this.latest.wording(reader.tenant, language);
    return orBadCursor(this.read(reader.tenant, { subject: episodeSubject(episode), page, words: words.looks }));
  }

  private async mayAsk(reader: Principal, episode: string): Promise<boolean> {
    if (may(reader, 'administer')) return true;
    const folded = await readEpisode(this.db, { tenant: reader.tenant, stream: episodeStream(episode) });
    return (
      folded !== undefined && mayReadEpisode(this.db, reader, { episode, clinician: folded.state.clinician ?? '' })
    );
  }

  private async read(
    tenant: number,
    { subject, page: { limit, cursor }, words }: Reading,
  ): Promise<Page<EpisodeLook> | undefined> {
    const before =
      cursor === undefined ? Number.MAX_SAFE_INTEGER : decodeCursor<readonly [number]>(cursor, ['number'])?.[0];
    if (before === undefined) return undefined;
    const found = await readEntriesAbout(this.db, tenant, { subject, before, limit });
    const last = found.length === limit ? found.at(-1) : undefined;
    return {
      items: found.flatMap((one) => lookOf(one, words)),
      ...(last ? { nextCursor: encodeCursor([last.seq]) } : {}),
    };
  }
}

/** A newer version may have written actions that this one has no words for. */
type WordsOfLooks = Readonly<Partial<Record<AuditAction, string>>>;

interface Reading {
  readonly subject: string;
  readonly page: LooksAsked;
  readonly words: WordsOfLooks;
}

const lookOf = ({ seq, entry }: NumberedEntry, words: WordsOfLooks): EpisodeLook[] => {
  if (!entry) return [];
  const { at, by, clinician, action, outcome, code } = entry;
  const said = { number: seq, at, by, action, words: words[action as AuditAction] ?? action, outcome };
  return [{ ...said, ...(clinician === null ? {} : { clinician }), ...(code === null ? {} : { refusedFor: code }) }];
};
