/** Does somebody hear of safety answers, and has somebody taken those that came? */
import type { SafetyPolicy } from '#lib/alliance';
import { listTenants, recipientsFor } from '#lib/identity';
import { toIso } from '#lib/kernel';
import { latestChoice } from '#lib/clinic-settings';
import type { Database } from '#lib/platform';
import { readUnacknowledged } from '#lib/readmodels';
import { PROGRAM } from '../verb.js';
import { failed, ok, warning, type Check } from './check.js';

export interface SafetyFacts {
  /** The clinic's slug. */
  readonly clinic: string;
  /** Whether somebody is named who hears when the first does not. */
  readonly covered: boolean;
  /** Those who are named and have no channel. */
  readonly unreachable: readonly string[];
  readonly waiting: { readonly count: number; readonly since: number; readonly unsent: number } | undefined;
}

const NAME = 'safety answers';

export async function checkSafety(db: Database): Promise<Check[]> {
  const waiting = new Map((await readUnacknowledged(db)).map((row) => [row.tenant, row]));
  const facts: SafetyFacts[] = [];
  for (const { id, slug } of await listTenants(db)) {
    const { safety = null } = (await latestChoice(db, id)).choice;
    const unreachable = await whoHearsNothing(db, id, safety);
    facts.push({ clinic: slug, covered: safety !== null, unreachable, waiting: waiting.get(id) });
  }
  const checks = facts.flatMap(judgeSafety);
  return checks.length > 0 ? checks : [ok(NAME, 'none is waiting to be acknowledged')];
}

async function whoHearsNothing(db: Database, tenant: number, safety: SafetyPolicy | null): Promise<string[]> {
  const named = safety ? [safety.recipient, safety.cover, safety.dutyLead].flatMap((person) => person ?? []) : [];
  if (named.length === 0) return [];
  const pairs = named.map((clinician) => ({ tenant, clinician }));
  const reached = new Set((await recipientsFor(db, pairs)).map(({ clinician }) => clinician));
  return named.filter((person) => !reached.has(person));
}

export function judgeSafety({ clinic, covered, unreachable, waiting }: SafetyFacts): Check[] {
  const checks = unreachable.map((person) =>
    failed(
      NAME,
      `${person} of ${clinic} is a recipient without a channel`,
      `choose one:  ${PROGRAM} channels set email --clinician ${person} ...`,
    ),
  );
  return waiting ? [...checks, judgeWaiting(clinic, covered, waiting)] : checks;
}

function judgeWaiting(clinic: string, covered: boolean, waiting: NonNullable<SafetyFacts['waiting']>): Check {
  const { count, since, unsent } = waiting;
  const detail = `${count} of ${clinic} not acknowledged, the oldest since ${toIso(since)}`;
  if (unsent > 0)
    return failed(NAME, `${detail}; ${unsent} reached no channel`, `choose one:  ${PROGRAM} channels set in-app`);
  if (!covered)
    return failed(NAME, `${detail}; the clinic names no cover`, `set "safety" with:  ${PROGRAM} clinic set`);
  return warning(NAME, detail, 'read them in the inbox and acknowledge them');
}
