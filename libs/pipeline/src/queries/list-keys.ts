/** API keys, oldest first, without what would let somebody in: of one clinic, or of all for the operator. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { isOperator, listKeys, needs, type KeyEntry, type Operator, type Principal } from '#lib/identity';
import { Database } from '#lib/platform';

export class ListKeys extends Query<readonly KeyEntry[]> {
  constructor(readonly reader: Principal | Operator) {
    super();
  }
}

@QueryHandler(ListKeys)
export class ListKeysHandler implements IQueryHandler<ListKeys> {
  constructor(private readonly db: Database) {}

  async execute({ reader }: ListKeys): Promise<readonly KeyEntry[]> {
    if (isOperator(reader)) return listKeys(this.db);
    needs(reader, 'administer');
    return listKeys(this.db, reader.tenant);
  }
}
