/** A person who signed in comes in by the cookie of their session. */
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Sessions, type Principal } from '#lib/identity';
import { ProcessSettings } from '#lib/pipeline';
import { RapportError } from '#lib/platform';
import { changesNothing, needsToComeFromHere } from './origin.js';
import type { Visitor } from './visitor.js';

/** A form of another site cannot send it, and a script of another site may not. */
const OWN_HEADER = 'x-rapport';

@Injectable()
export class SessionDoor {
  constructor(
    private readonly sessions: Sessions,
    private readonly settings: ProcessSettings,
  ) {}

  /** Throws `foreign_request` for what another site could have sent, and `unauthenticated`. */
  async open(request: FastifyRequest, token: string): Promise<Principal> {
    const { method, headers } = request;
    if (!changesNothing(method)) {
      if (headers[OWN_HEADER] === undefined) throw new RapportError('foreign_request');
      needsToComeFromHere(headers, this.settings.publicUrl);
    }
    const found = await this.sessions.look(token);
    if (!found) throw new RapportError('unauthenticated', 'this session has ended; sign in again');
    return found;
  }

  /** Who signed in, for a page that is there for everybody. */
  async look({ token }: Visitor): Promise<Principal | undefined> {
    return token === undefined ? undefined : this.sessions.look(token);
  }
}
