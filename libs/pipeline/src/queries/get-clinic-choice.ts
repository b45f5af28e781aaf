/** What a clinic chose last, and which of its revisions its read models are folded under now. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { latestChoice, type ClinicChoice } from '#lib/clinic-settings';
import { buildInForce } from '#lib/eventlog';
import { needs, type Principal } from '#lib/identity';
import { Database } from '#lib/platform';

export interface ClinicChoiceAnswer {
  /** 0 where the clinic has chosen nothing, and the defaults hold. */
  readonly revision: number;
  readonly inForce: number;
  readonly choice: ClinicChoice;
}

export class GetClinicChoice extends Query<ClinicChoiceAnswer> {
  constructor(readonly reader: Principal) {
    super();
  }
}

@QueryHandler(GetClinicChoice)
export class GetClinicChoiceHandler implements IQueryHandler<GetClinicChoice> {
  constructor(private readonly db: Database) {}

  async execute({ reader }: GetClinicChoice): Promise<ClinicChoiceAnswer> {
    needs(reader, 'administer');
    const { tenant } = reader;
    const { revision, choice } = await latestChoice(this.db, tenant);
    const { revisions } = await buildInForce(this.db, [tenant]);
    return { revision, inForce: revisions.get(tenant) ?? 0, choice };
  }
}
