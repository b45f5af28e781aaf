/** Every revision of what a clinic chose, oldest first: who made which, when and why. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { rulesHistory } from '#lib/clinic-settings';
import { needs, type Principal } from '#lib/identity';
import { Database } from '#lib/platform';

export interface RevisionEntry {
  readonly revision: number;
  readonly choice: unknown;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  readonly madeBy: string;
  readonly reason: string;
}

export class ListRevisions extends Query<readonly RevisionEntry[]> {
  constructor(readonly reader: Principal) {
    super();
  }
}

@QueryHandler(ListRevisions)
export class ListRevisionsHandler implements IQueryHandler<ListRevisions> {
  constructor(private readonly db: Database) {}

  async execute({ reader }: ListRevisions): Promise<readonly RevisionEntry[]> {
    needs(reader, 'administer');
    const made = await rulesHistory(this.db, reader.tenant);
    return made.map(({ revision, choice, madeAt, madeBy, reason }) => ({ revision, choice, madeAt, madeBy, reason }));
  }
}
