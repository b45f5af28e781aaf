/** Who has an account, without anything that would let somebody in. */
import { QueryHandler, Query, type IQueryHandler } from '@nestjs/cqrs';
import { isOperator, listPeople, needs, type Operator, type PersonEntry, type Principal } from '#lib/identity';
import { Database } from '#lib/platform';

/** Of one clinic, or of all of them. Throws `scope_required`. */
export class ListPeople extends Query<readonly PersonEntry[]> {
  constructor(readonly reader: Principal | Operator) {
    super();
  }
}

@QueryHandler(ListPeople)
export class ListPeopleHandler implements IQueryHandler<ListPeople> {
  constructor(private readonly db: Database) {}

  async execute({ reader }: ListPeople): Promise<readonly PersonEntry[]> {
    if (isOperator(reader)) return listPeople(this.db);
    needs(reader, 'administer');
    return listPeople(this.db, reader.tenant);
  }
}
