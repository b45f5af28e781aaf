/**
 * What a terminal prints of a new alert by itself: how urgent it is, whose and since when. Nobody asked for it and it says
 * nothing of the client, so it is no look; who opens the link is on record.
 */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { may, type Principal } from '#lib/identity';
import { Database, RapportError } from '#lib/platform';
import { readAlert, type AlertEntry } from '#lib/readmodels';

export type AlertNotice = Pick<AlertEntry, 'tier' | 'clinician' | 'createdAt' | 'status' | 'historical'>;

/** Throws `not_found`. */
export class GetNotice extends Query<AlertNotice> {
  constructor(
    readonly reader: Principal,
    readonly alert: string,
  ) {
    super();
  }
}

@QueryHandler(GetNotice)
export class GetNoticeHandler implements IQueryHandler<GetNotice> {
  constructor(private readonly db: Database) {}

  async execute({ reader, alert }: GetNotice): Promise<AlertNotice> {
    const entry = await readAlert(this.db, reader.tenant, alert);
    if (!entry || !may(reader, 'administer')) throw new RapportError('not_found');
    const { tier, clinician, createdAt, status, historical } = entry;
    return { tier, clinician, createdAt, status, historical };
  }
}
