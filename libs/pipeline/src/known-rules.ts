/**
 * The rules that folds run under. A revision never changes, so each is read and understood once in a process; which one
 * is in force says the build: a newer revision takes effect with the next rebuild and never in the middle of one.
 */
import { HOUSE_RULES, rulesOf, type ClinicRules } from '#lib/alliance';
import { buildInForce } from '#lib/eventlog';
import { readRevision } from '#lib/identity';
import type { Queryable } from '#lib/platform';
import { understood } from './revise-rules.js';

export type RulesOf = (tenant: number) => ClinicRules;

export class KnownRules {
  private readonly known = new Map<string, ClinicRules>();

  /** For each tenant the rules of its revision, and the house's own where it has none. */
  async of(db: Queryable, revisions: ReadonlyMap<number, number>): Promise<RulesOf> {
    for (const [tenant, revision] of revisions) {
      const key = keyOf(tenant, revision);
      if (!this.known.has(key)) this.known.set(key, await read(db, tenant, revision));
    }
    return (tenant) => this.known.get(keyOf(tenant, revisions.get(tenant) ?? 0)) ?? HOUSE_RULES;
  }
}

interface Shelf {
  readonly db: Queryable;
  readonly rules: KnownRules;
}

/** What one clinic's read models are folded under now. */
export async function rulesInForce({ db, rules }: Shelf, tenant: number): Promise<ClinicRules> {
  const { revisions } = await buildInForce(db, [tenant]);
  return (await rules.of(db, revisions))(tenant);
}

const keyOf = (tenant: number, revision: number): string => `${tenant}/${revision}`;

async function read(db: Queryable, tenant: number, revision: number): Promise<ClinicRules> {
  const stored = await readRevision(db, tenant, revision);
  if (!stored) throw new Error(`tenant ${tenant} has no revision ${revision} of its rules`);
  const { choice } = understood(stored);
  return rulesOf(revision, choice);
}
