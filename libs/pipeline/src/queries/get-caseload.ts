/** Who needs me first? A page of episodes in order of need, each with the words of its reader. */
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Attention } from '#lib/alliance';
import { LatestRules, RulesCache } from '#lib/clinic-settings';
import type { Principal } from '#lib/identity';
import { Database } from '#lib/platform';
import { summarise, type EpisodeSummary } from '#lib/presentation';
import { readCaseload, type Page } from '#lib/readmodels';
import { Look, episodeSubject } from '../on-record/look.js';
import { clinicianFor, orBadCursor, type LanguageAsked, type PageAsked } from './reader.js';

export interface CaseloadEntry extends EpisodeSummary {
  readonly episode: string;
}

export interface CaseloadAsked extends PageAsked {
  readonly attention?: Attention | undefined;
}

/** Throws `bad_cursor`, and `not_found` for the caseload of somebody else. */
export class GetCaseload extends Look<Page<CaseloadEntry>> {
  readonly recordedAs = 'caseload';

  constructor(
    readonly reader: Principal,
    readonly asked: CaseloadAsked,
    readonly language?: LanguageAsked,
  ) {
    super();
  }

  protected shown({ items }: Page<CaseloadEntry>): readonly string[] {
    return items.map(({ episode }) => episodeSubject(episode));
  }
}

@QueryHandler(GetCaseload)
export class GetCaseloadHandler implements IQueryHandler<GetCaseload> {
  constructor(
    private readonly db: Database,
    private readonly rules: RulesCache,
    private readonly latest: LatestRules,
  ) {}

  async execute({ reader, asked, language }: GetCaseload): Promise<Page<CaseloadEntry>> {
    const { tenant } = reader;
    const clinician = clinicianFor(reader, asked.clinician);
    const page = await orBadCursor(readCaseload(this.db, { ...asked, tenant, clinician }));
    const rules = await this.rules.inForce(this.db, tenant);
    const wording = await this.latest.wording(tenant, language);
    return {
      ...page,
      items: page.items.map(({ episode, state }) => ({ episode, ...summarise(state, rules, wording) })),
    };
  }
}
