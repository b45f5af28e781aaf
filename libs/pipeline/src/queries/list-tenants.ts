/** Every clinic of the installation, oldest first. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { listTenants, needsOperator, type Operator, type Principal, type Tenant } from '#lib/identity';
import { Database } from '#lib/platform';

export class ListTenants extends Query<readonly Tenant[]> {
  constructor(readonly reader: Principal | Operator) {
    super();
  }
}

@QueryHandler(ListTenants)
export class ListTenantsHandler implements IQueryHandler<ListTenants> {
  constructor(private readonly db: Database) {}

  async execute({ reader }: ListTenants): Promise<readonly Tenant[]> {
    needsOperator(reader);
    return listTenants(this.db);
  }
}
