/**
 * What a request is read under: the newest that its clinic chose. One look at the revisions serves all clinics and all
 * requests of five seconds, so that taking events in costs no statement more. What a fold makes of them says the build.
 */
import type { ClinicRules } from '#lib/alliance';
import type { Language } from '#lib/kernel';
import type { Wording, Wordings } from '#lib/presentation';
import { latestRevisions } from './rule-revisions.js';
import type { Clock, Database } from '#lib/platform';
import type { RulesCache, RulesAndWordings } from './rules-cache.js';

interface LatestRulesSource {
  readonly db: Database;
  readonly clock: Clock;
  readonly rules: RulesCache;
}

/** Milliseconds after which a revision that was made elsewhere is known here, at the latest. */
const FRESH_MS = 5_000;

export class LatestRules {
  private looked = Number.NEGATIVE_INFINITY;
  private revisions: Promise<ReadonlyMap<number, number>> | undefined;

  constructor(private readonly shelf: LatestRulesSource) {}

  /** The house's own where a clinic has chosen nothing. Throws as the store does, when it is away. */
  async of(tenant: number): Promise<ClinicRules> {
    return (await this.understood(tenant)).rules;
  }

  /** How a clinic is addressed: no fold depends on it, so the newest choice holds without a rebuild. Throws likewise. */
  async wordings(tenant: number): Promise<Wordings> {
    return (await this.understood(tenant)).wordings();
  }

  /** Which language it chose. Throws likewise. */
  async language(tenant: number): Promise<Language> {
    return (await this.understood(tenant)).language;
  }

  /** In the language that is asked for, else in the clinic's own. Throws likewise. */
  async wording(tenant: number, language?: Language): Promise<Wording> {
    const wordings = await this.wordings(tenant);
    return wordings.in[language ?? wordings.language];
  }

  private async understood(tenant: number): Promise<RulesAndWordings> {
    const { db, rules } = this.shelf;
    return rules.one(db, tenant, (await this.look()).get(tenant));
  }

  private look(): Promise<ReadonlyMap<number, number>> {
    const now = this.shelf.clock.now();
    if (this.revisions && Math.abs(now - this.looked) < FRESH_MS) return this.revisions;
    this.looked = now;
    this.revisions = latestRevisions(this.shelf.db).catch((error: unknown) => {
      this.revisions = undefined;
      throw error;
    });
    return this.revisions;
  }
}
