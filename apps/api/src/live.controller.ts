import { Controller, Sse, type MessageEvent } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { filter, map, merge, interval, type Observable } from 'rxjs';
import type { Principal } from '#lib/identity';
import { Caller, Needs } from './auth.js';
import { LiveRelay } from './live-relay.js';
import { problems } from './openapi-parts.js';

const BEAT_MS = 20_000;

@ApiTags('clinic')
@Controller('v1')
export class LiveController {
  constructor(private readonly relay: LiveRelay) {}

  @Sse('stream')
  @ApiOkResponse({ description: 'An open stream of events: `changed` with ids, `beat` every 20 s' })
  @problems(401, 403)
  @Needs('clinic:read')
  @ApiOperation({
    summary: 'Live changes as server-sent events',
    description: 'Ids only: what changed, to be read again. After a gap, a reader reads its lists once and continues.',
  })
  stream(@Caller() caller: Principal): Observable<MessageEvent> {
    const changes = this.relay.changes.pipe(
      filter((change) => change.tenant === caller.tenant),
      map(({ episodes, alerts }): MessageEvent => ({
        type: 'changed',
        data: { episodes: episodes ?? 'many', alerts },
      })),
    );
    return merge(changes, interval(BEAT_MS).pipe(map((): MessageEvent => ({ type: 'beat', data: {} }))));
  }
}
