/**
 * Puts on record what is asked and done, and lets the answer go only then. What was refused or broke is on record as well;
 * only where the store itself is away nobody waits for that, because nothing was shown and nothing can be written.
 */
import { isOperator, type AuditEntry, type AuditTrail, type Operator, type Principal } from '#lib/identity';
import { toIso } from '#lib/kernel';
import { ERROR_CODES, RapportError, isUnavailable, type Clock, type Database } from '#lib/platform';
import { readStandings } from '#lib/readmodels';
import type { OnRecord } from './look.js';

export interface RecordingParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly audit: AuditTrail;
}

type Ended = Pick<AuditEntry, 'outcome' | 'code'>;
type What = Pick<AuditEntry, 'action' | 'subjects'> & Ended;

const ANSWERED: Ended = { outcome: 'answered', code: null };
const ALERT = 'alert/';
const EPISODE = 'episode/';

export class Recording {
  constructor(private readonly parts: RecordingParts) {}

  /** Throws what `work` throws, and `audit_unavailable` where it cannot be put on record. */
  async watch<T>(asked: OnRecord<T>, work: () => Promise<T>): Promise<T> {
    const answer = await work().catch((error: unknown) => this.failed(asked, error));
    for (const [tenant, subjects] of asked.shownIn(answer))
      if (asked.always || subjects.length > 0)
        await this.note(tenant, asked.asker, { action: asked.recordedAs, subjects, ...ANSWERED });
    return answer;
  }

  /** What was refused before anybody executed it. */
  refused(who: Principal, what: Pick<AuditEntry, 'action' | 'subjects'>, error: RapportError): Promise<void> {
    return this.note(who.tenant, who, { ...what, ...endOf(error) });
  }

  /** Of a question about all clinics that failed, no clinic is known. */
  private async failed<T>(asked: OnRecord<T>, error: unknown): Promise<never> {
    const { asker, recordedAs: action } = asked;
    if (isOperator(asker)) throw error;
    const noted = this.note(asker.tenant, asker, { action, subjects: asked.named(), ...endOf(error) });
    if (isAway(error)) noted.catch(() => undefined);
    else await noted;
    throw error;
  }

  private async note(tenant: number, who: Principal | Operator, what: What): Promise<void> {
    const { clock, audit } = this.parts;
    try {
      const subjects = await this.withEpisodes(tenant, what.subjects);
      await audit.record(tenant, { at: toIso(clock.now()), ...whoIs(who), ...what, subjects });
    } catch (cause) {
      throw new RapportError('audit_unavailable', undefined, { retryAfter: 2, cause });
    }
  }

  /** Who asks about an episode finds what was done with its alerts too. */
  private async withEpisodes(tenant: number, subjects: readonly string[]): Promise<readonly string[]> {
    if (!subjects.some((one) => one.startsWith(ALERT)) || subjects.some((one) => one.startsWith(EPISODE)))
      return subjects;
    const alerts = subjects.flatMap((one) => (one.startsWith(ALERT) ? [one.slice(ALERT.length)] : []));
    const standings = await readStandings(this.parts.db, tenant, alerts);
    return [...new Set([...standings.values()].map(({ stream }) => stream)), ...subjects];
  }
}

const whoIs = (who: Principal | Operator): Pick<AuditEntry, 'by' | 'clinician'> =>
  isOperator(who) ? { by: 'operator', clinician: null } : { by: who.keyId, clinician: who.clinician ?? null };

const endOf = (error: unknown): Ended =>
  error instanceof RapportError && ERROR_CODES[error.code].status < 500
    ? { outcome: 'refused', code: error.code }
    : { outcome: 'failed', code: null };

const isAway = (error: unknown): boolean =>
  isUnavailable(error) || (error instanceof RapportError && error.code === 'unavailable');
