/** A new signing secret for a key; the one before verifies for a while longer, so that the sender can be switched over. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  isOperator,
  listKeys,
  needs,
  rotateSigningSecret,
  type KeyEntry,
  type Operator,
  type Principal,
  type SecretEntry,
} from '#lib/identity';
import { Clock, Database, generateWebhookSecret, type WebhookSecret } from '#lib/platform';

export interface RotatedSecret {
  readonly key: KeyEntry;
  readonly signingSecret: WebhookSecret;
  /** Until when the ones before still verify, in ms since 1970. */
  readonly until: number;
  readonly before: readonly SecretEntry[];
}
export interface RotationFault {
  readonly key: KeyEntry;
  /** `under_way`: two verify already, and a third would end one of them too early. */
  readonly fault: 'revoked' | 'expired' | 'writes_nothing' | 'under_way';
}

/** By its id. Undefined where there is no such key, or none of the principal's clinic. */
export class RotateSecret extends Command<RotatedSecret | RotationFault | undefined> {
  constructor(
    readonly by: Principal | Operator,
    readonly id: string,
    /** 0: the ones before end at once. */
    readonly overlapMs: number,
  ) {
    super();
  }
}

@CommandHandler(RotateSecret)
export class RotateSecretHandler implements ICommandHandler<RotateSecret> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async execute({ by, id, overlapMs }: RotateSecret): Promise<RotatedSecret | RotationFault | undefined> {
    if (!isOperator(by)) needs(by, 'administer');
    const keys = await listKeys(this.db, isOperator(by) ? undefined : by.tenant);
    const key = keys.find((one) => one.id === id);
    if (!key) return undefined;
    const now = this.clock.now();
    const fault = faultOf(key, now, overlapMs);
    if (fault) return { key, fault };
    const [signingSecret, until] = [generateWebhookSecret(), now + overlapMs];
    await rotateSigningSecret(this.db, { keyId: id, secret: signingSecret, now, until });
    return { key, signingSecret, until, before: key.signing };
  }
}

function faultOf(key: KeyEntry, now: number, overlapMs: number): RotationFault['fault'] | undefined {
  if (key.revokedAt) return 'revoked';
  if (key.expiresAt && key.expiresAt.getTime() <= now) return 'expired';
  if (!key.scopes.includes('events:write')) return 'writes_nothing';
  return key.secrets > 1 && overlapMs > 0 ? 'under_way' : undefined;
}
