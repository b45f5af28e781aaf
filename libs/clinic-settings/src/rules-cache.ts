/**
 * The rules that folds run under. A revision never changes, so each is read and understood once in a process; which one
 * is in force says the build: a newer revision takes effect with the next rebuild and never in the middle of one.
 */
import { DEFAULT_RULES, type ClinicRules } from '#lib/alliance';
import { DEFAULT_WORDINGS, wordingsOf, type Wordings } from '#lib/presentation';
import { readRulesChoice, rulesOf } from './clinic-choice.js';
import { buildInForce } from '#lib/eventlog';
import { lastRevision, readRevision } from './rule-revisions.js';
import { DEFAULT_LANGUAGE, type Language } from '#lib/kernel';
import type { Queryable } from '#lib/platform';
import { orThrow, understood } from './revise-rules.js';

export type RulesOf = (tenant: number) => ClinicRules;

/** A choice as it is used: what a fold takes, and how the clinic is addressed, which is made when somebody reads. */
export interface RulesAndWordings {
  readonly rules: ClinicRules;
  readonly language: Language;
  readonly wordings: () => Wordings;
}

const DEFAULTS: RulesAndWordings = {
  rules: DEFAULT_RULES,
  language: DEFAULT_LANGUAGE,
  wordings: () => DEFAULT_WORDINGS,
};

export class RulesCache {
  private readonly known = new Map<string, RulesAndWordings>();

  /** For each tenant the rules of its revision, and the house's own where it has none. */
  async of(db: Queryable, revisions: ReadonlyMap<number, number>): Promise<RulesOf> {
    for (const [tenant, revision] of revisions) await this.one(db, tenant, revision);
    return (tenant) => (this.known.get(keyOf(tenant, revisions.get(tenant) ?? 0)) ?? DEFAULTS).rules;
  }

  /** One revision of a clinic's choice; undefined is the house's own. */
  async one(db: Queryable, tenant: number, revision: number | undefined): Promise<RulesAndWordings> {
    if (revision === undefined) return DEFAULTS;
    const key = keyOf(tenant, revision);
    const known = this.known.get(key) ?? (await read(db, tenant, revision));
    this.known.set(key, known);
    return known;
  }

  /** What one clinic chose last, in force or not. */
  async newest(db: Queryable, tenant: number): Promise<ClinicRules> {
    return (await this.one(db, tenant, (await lastRevision(db, tenant))?.revision)).rules;
  }

  /** What one clinic's read models are folded under now. */
  async inForce(db: Queryable, tenant: number): Promise<ClinicRules> {
    const { revisions } = await buildInForce(db, [tenant]);
    return (await this.of(db, revisions))(tenant);
  }
}

const keyOf = (tenant: number, revision: number): string => `${tenant}/${revision}`;

async function read(db: Queryable, tenant: number, revision: number): Promise<RulesAndWordings> {
  const stored = await readRevision(db, tenant, revision);
  if (!stored) throw new Error(`tenant ${tenant} has no revision ${revision} of its rules`);
  const choice = orThrow(stored, readRulesChoice(stored.choice));
  let wordings: Wordings | undefined;
  return {
    rules: rulesOf(revision, choice),
    language: choice.language ?? DEFAULT_LANGUAGE,
    wordings: () => (wordings ??= wordingsOf(understood(stored).choice)),
  };
}
