/** A key where there is one, else the session of a browser. */
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '#lib/identity';
import { sessionTokenOf } from './cookies.js';
import { KeyDoor, bearerOf } from './key-door.js';
import { SessionDoor } from './session-door.js';

@Injectable()
export class FrontDoor {
  constructor(
    private readonly keys: KeyDoor,
    private readonly sessions: SessionDoor,
  ) {}

  open(request: FastifyRequest): Promise<Principal> {
    const key = bearerOf(request);
    const token = request.headers.authorization === undefined ? sessionTokenOf(request) : undefined;
    return token === undefined ? this.keys.open(request, key) : this.sessions.open(request, token);
  }
}
