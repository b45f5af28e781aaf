/** An API key that opens nothing any more; every process refuses it within seconds. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isOperator, listKeys, needs, revokeKey, type KeyEntry, type Operator, type Principal } from '#lib/identity';
import { Clock, Database } from '#lib/platform';

export interface RevokedKey {
  readonly key: KeyEntry;
  /** False when it was revoked before. */
  readonly changed: boolean;
}

/** By its id. Undefined where there is no such key, or none of the principal's clinic. */
export class RevokeKey extends Command<RevokedKey | undefined> {
  constructor(
    readonly by: Principal | Operator,
    readonly id: string,
  ) {
    super();
  }
}

@CommandHandler(RevokeKey)
export class RevokeKeyHandler implements ICommandHandler<RevokeKey> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async execute({ by, id }: RevokeKey): Promise<RevokedKey | undefined> {
    if (!isOperator(by)) needs(by, 'administer');
    const keys = await listKeys(this.db, isOperator(by) ? undefined : by.tenant);
    const key = keys.find((one) => one.id === id);
    if (!key) return undefined;
    if (!key.revokedAt) await revokeKey(this.db, id, this.clock.now());
    return { key, changed: !key.revokedAt };
  }
}
