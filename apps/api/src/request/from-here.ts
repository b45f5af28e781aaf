/** Of a controller whose forms are posted by pages of ours: what comes from elsewhere is refused before it is read. */
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ProcessSettings } from '#lib/pipeline';
import { changesNothing, needsToComeFromHere } from './origin.js';

/** Throws `foreign_request`. */
@Injectable()
export class FromHere implements CanActivate {
  constructor(private readonly settings: ProcessSettings) {}

  canActivate(context: ExecutionContext): boolean {
    const { method, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!changesNothing(method)) needsToComeFromHere(headers, this.settings.publicUrl);
    return true;
  }
}
