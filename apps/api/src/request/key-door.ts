/** Who has a key comes in; of another one operations are told why it opens nothing. */
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Keys, KeyUse, type KeyRefusal, type Principal } from '#lib/identity';
import { toIso } from '#lib/kernel';
import { RapportError } from '#lib/platform';
import { WrongKeys } from './wrong-keys.js';

type TurnedAway = FastifyRequest & {
  /** Whose a key was that opens nothing any more. */
  formerly?: Principal;
  /** Closer than what the sender is told. */
  refusedFor?: readonly string[];
};

@Injectable()
export class KeyDoor {
  constructor(
    private readonly keys: Keys,
    private readonly wrong: WrongKeys,
    private readonly use: KeyUse,
  ) {}

  async open(request: TurnedAway, key: string): Promise<Principal> {
    const found = await this.keys.look(key);
    if (!('refused' in found)) {
      this.use.key(found.keyId);
      return found;
    }
    if (key !== '') request.refusedFor = [`key_${found.refused}`];
    if (found.was) request.formerly = found.was;
    const retryAfter = key === '' || found.was ? 0 : this.wrong.count(request.ip, key);
    if (retryAfter > 0)
      throw new RapportError('too_many_requests', 'too many wrong keys came from there', { retryAfter });
    throw new RapportError('unauthenticated', endOf(found));
  }
}

/** Who has the whole key may know that it was the right one. */
const endOf = ({ refused, since }: KeyRefusal): string | undefined =>
  since === undefined ? undefined : `this key ${refused === 'revoked' ? 'was revoked' : 'expired'} at ${toIso(since)}`;

/** `Authorization: Bearer`. A key in the address would end in logs: it is refused, and by name, so that it gets revoked. */
export function bearerOf(request: FastifyRequest): string {
  if (/[?&](?:api_?key|access_token|token)=/i.test(request.url)) throw new RapportError('key_in_query');
  return /^Bearer ([^\s]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}
