/** An API key, and a signing secret where it may write. Both texts are in the answer and nowhere else. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { createKey, needs, type Principal, type Scope } from '#lib/identity';
import { Database, generateWebhookSecret, type WebhookSecret } from '#lib/platform';

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
}

export interface CreatedKey {
  readonly key: string;
  readonly signingSecret?: WebhookSecret;
}

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
    const { label, scopes, source, clinician, signs } = wanted;
    const secret = signs && scopes.includes('events:write') ? { signingSecret: generateWebhookSecret() } : {};
    const key = await createKey(this.db, {
      tenant: { id: principal.tenant, slug: principal.tenantSlug, test: principal.test },
      label,
      scopes,
      ...(source === undefined ? {} : { source }),
      ...(clinician === undefined ? {} : { clinician }),
      ...secret,
    });
    return { key, ...secret };
  }
}
