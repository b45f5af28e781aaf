/** Is everything processed? The oldest waiting age per stage, and what a person has to look at. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { needs, type Principal } from '#lib/identity';
import { Clock, Database } from '#lib/platform';
import { readHealth, type PipelineHealth } from '#lib/readmodels';

export class GetHealth extends Query<PipelineHealth> {
  constructor(readonly reader: Principal) {
    super();
  }
}

@QueryHandler(GetHealth)
export class GetHealthHandler implements IQueryHandler<GetHealth> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async execute({ reader }: GetHealth): Promise<PipelineHealth> {
    needs(reader, 'operate');
    return readHealth(this.db, reader.tenant, this.clock.now());
  }
}
