/** What waits for me? A page of alerts, newest first, in the words of their reader. */
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { LatestRules } from '#lib/clinic-settings';
import type { Principal } from '#lib/identity';
import { Database } from '#lib/platform';
import { readInbox, type InboxQuery, type Page } from '#lib/readmodels';
import { alertInWords, type AlertAnswer } from './get-alert.js';
import { Look, namedIn } from '../on-record/look.js';
import { clinicianFor, orBadCursor, type LanguageAsked, type PageAsked } from './reader.js';

export interface AlertsAsked extends PageAsked {
  readonly show: InboxQuery['show'];
}

/** Throws `bad_cursor`, and `not_found` for the alerts of somebody else. */
export class ListAlerts extends Look<Page<AlertAnswer>> {
  readonly recordedAs = 'alerts';

  constructor(
    readonly reader: Principal,
    readonly asked: AlertsAsked,
    readonly language?: LanguageAsked,
  ) {
    super();
  }

  protected shown({ items }: Page<AlertAnswer>): readonly string[] {
    return namedIn(items.map(({ episode, id }) => ({ episode, alert: id })));
  }
}

@QueryHandler(ListAlerts)
export class ListAlertsHandler implements IQueryHandler<ListAlerts> {
  constructor(
    private readonly db: Database,
    private readonly latest: LatestRules,
  ) {}

  async execute({ reader, asked, language }: ListAlerts): Promise<Page<AlertAnswer>> {
    const { tenant } = reader;
    const clinician = clinicianFor(reader, asked.clinician);
    const page = await orBadCursor(readInbox(this.db, { ...asked, tenant, clinician }));
    const wording = await this.latest.wording(tenant, language);
    return { ...page, items: page.items.map((entry) => alertInWords(entry, wording)) };
  }
}
