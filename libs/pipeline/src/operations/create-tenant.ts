/** A clinic, or a test space for synthetic data. One that is there already stays as it is. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ensureTenant, findTenant, needsOperator, type Operator, type Principal, type Tenant } from '#lib/identity';
import { fail, succeed, type Result } from '#lib/kernel';
import { Database } from '#lib/platform';

export interface CreatedTenant extends Tenant {
  /** False when it was there already. */
  readonly created: boolean;
}

/** A tenant never changes between live and test. */
export type TenantFault = 'bad-slug' | 'is-live' | 'is-test';

export class CreateTenant extends Command<Result<CreatedTenant, TenantFault>> {
  constructor(
    readonly by: Principal | Operator,
    /** 1 to 63 of a-z, 0-9 and -, beginning with a letter or digit. */
    readonly slug: string,
    readonly test: boolean,
  ) {
    super();
  }
}

const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;

@CommandHandler(CreateTenant)
export class CreateTenantHandler implements ICommandHandler<CreateTenant> {
  constructor(private readonly db: Database) {}

  async execute({ by, slug, test }: CreateTenant): Promise<Result<CreatedTenant, TenantFault>> {
    needsOperator(by);
    if (!SLUG.test(slug)) return fail('bad-slug');
    const known = (await findTenant(this.db, slug)) !== null;
    const tenant = await ensureTenant(this.db, slug, test);
    if (tenant.test !== test) return fail(tenant.test ? 'is-test' : 'is-live');
    return succeed({ ...tenant, created: !known });
  }
}
