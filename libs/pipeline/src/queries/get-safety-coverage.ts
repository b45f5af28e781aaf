/** Does somebody hear of safety answers, and has somebody taken those that came? For every clinic of the installation. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { SafetyPolicy } from '#lib/alliance';
import { latestChoice } from '#lib/clinic-settings';
import { listTenants, needsOperator, recipientsFor, type Operator, type Principal } from '#lib/identity';
import { Database } from '#lib/platform';
import { readUnacknowledged } from '#lib/readmodels';

export interface SafetyCoverage {
  /** The clinic's slug. */
  readonly clinic: string;
  /** Whether somebody is named who hears when the first does not. */
  readonly covered: boolean;
  /** Those who are named and have no channel. */
  readonly unreachable: readonly string[];
  readonly waiting: { readonly count: number; readonly since: number; readonly unsent: number } | undefined;
}

export class GetSafetyCoverage extends Query<readonly SafetyCoverage[]> {
  constructor(readonly reader: Principal | Operator) {
    super();
  }
}

@QueryHandler(GetSafetyCoverage)
export class GetSafetyCoverageHandler implements IQueryHandler<GetSafetyCoverage> {
  constructor(private readonly db: Database) {}

  async execute({ reader }: GetSafetyCoverage): Promise<readonly SafetyCoverage[]> {
    needsOperator(reader);
    const waiting = new Map((await readUnacknowledged(this.db)).map((row) => [row.tenant, row]));
    const coverage: SafetyCoverage[] = [];
    for (const { id, slug } of await listTenants(this.db)) {
      const { safety = null } = (await latestChoice(this.db, id)).choice;
      const unreachable = await this.unreachableIn(id, safety);
      coverage.push({ clinic: slug, covered: safety !== null, unreachable, waiting: waiting.get(id) });
    }
    return coverage;
  }

  private async unreachableIn(tenant: number, safety: SafetyPolicy | null): Promise<string[]> {
    const named = safety ? [safety.recipient, safety.cover, safety.dutyLead].flatMap((person) => person ?? []) : [];
    if (named.length === 0) return [];
    const pairs = named.map((clinician) => ({ tenant, clinician }));
    const reached = new Set((await recipientsFor(this.db, pairs)).map(({ clinician }) => clinician));
    return named.filter((person) => !reached.has(person));
  }
}
