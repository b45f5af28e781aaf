/** An API key, and a signing secret where it may write. Both texts are in the answer and nowhere else. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isSourceKnown, listSources } from '#lib/eventlog';
import { createKey, needs, type Principal, type Scope } from '#lib/identity';
import { isLineOfText, isRef, nearest } from '#lib/kernel';
import { Database, generateWebhookSecret, type WebhookSecret } from '#lib/platform';
import { cliniciansKnown } from '#lib/readmodels';

export interface WantedKey {
  /** What it is for; never a person's name. */
  readonly label: string;
  readonly scopes: readonly Scope[];
  /** The only source it may write for. */
  readonly source?: string | undefined;
  /** Whose caseload it may read. */
  readonly clinician?: string | undefined;
  /** False where no signing secret is to be made. */
  readonly signs: boolean;
  /** Milliseconds since 1970; without, it does not expire. */
  readonly expiresAt?: number | undefined;
  /** Its source or clinician need not have been heard of. */
  readonly ahead?: boolean;
}

export interface CreatedKey {
  readonly key: string;
  readonly signingSecret?: WebhookSecret;
}
/** Why there is no key. `unknown`: others were heard of, and this one was not; `meant` is the nearest of them. */
export interface KeyFault {
  readonly what: 'label' | 'source' | 'clinician';
  readonly code: 'not-a-line' | 'not-a-reference' | 'unknown';
  readonly meant?: string;
}

export class KeyFaults extends Error {
  constructor(readonly faults: readonly KeyFault[]) {
    super(`no key was made: ${faults.map(({ what, code }) => `${what} ${code}`).join(', ')}`);
  }
}

/** Throws `KeyFaults`. */
export class CreateKey extends Command<CreatedKey> {
  constructor(
    readonly principal: Principal,
    readonly wanted: WantedKey,
  ) {
    super();
  }
}

@CommandHandler(CreateKey)
export class CreateKeyHandler implements ICommandHandler<CreateKey> {
  constructor(private readonly db: Database) {}

  async execute({ principal, wanted }: CreateKey): Promise<CreatedKey> {
    needs(principal, 'administer');
    const faults = shapeFaults(wanted);
    if (faults.length > 0) throw new KeyFaults(faults);
    const strangers = wanted.ahead ? [] : await this.strangers(principal.tenant, wanted);
    if (strangers.length > 0) throw new KeyFaults(strangers);
    const { signs, ...rest } = wanted;
    const secret = signs && rest.scopes.includes('events:write') ? { signingSecret: generateWebhookSecret() } : {};
    const tenant = { id: principal.tenant, slug: principal.tenantSlug, test: principal.test };
    return { key: await createKey(this.db, { tenant, ...rest, ...secret }), ...secret };
  }

  /** Where nothing was heard of yet, there is nothing to compare with. */
  private async strangers(tenant: number, { source, clinician }: WantedKey): Promise<readonly KeyFault[]> {
    return [
      ...(source === undefined ? [] : await this.strangeSource(tenant, source)),
      ...(clinician === undefined ? [] : await this.strangeClinician(tenant, clinician)),
    ];
  }

  private async strangeSource(tenant: number, source: string): Promise<readonly KeyFault[]> {
    const known = await listSources(this.db, tenant);
    const isNew = known.length > 0 && !(await isSourceKnown(this.db, tenant, source));
    return isNew ? [strange('source', source, known)] : [];
  }

  private async strangeClinician(tenant: number, clinician: string): Promise<readonly KeyFault[]> {
    const known = await cliniciansKnown(this.db, tenant);
    return known.length > 0 && !known.includes(clinician) ? [strange('clinician', clinician, known)] : [];
  }
}

function strange(what: 'source' | 'clinician', given: string, known: readonly string[]): KeyFault {
  const meant = nearest(given, known);
  return { what, code: 'unknown', ...(meant === undefined ? {} : { meant }) };
}

function shapeFaults({ label, source, clinician }: WantedKey): KeyFault[] {
  const isLine = (text: string | undefined): boolean =>
    text === undefined || (text.trim() !== '' && isLineOfText(text));
  return [
    ...(isLine(label) ? [] : [{ what: 'label', code: 'not-a-line' } as const]),
    ...(isLine(source) ? [] : [{ what: 'source', code: 'not-a-line' } as const]),
    ...(clinician === undefined || isRef(clinician) ? [] : [{ what: 'clinician', code: 'not-a-reference' } as const]),
  ];
}
