import { Controller, Sse } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { filter, map, merge, interval, type Observable } from 'rxjs';
import type { Principal } from '#lib/identity';
import { Caller, Needs } from '../request/auth.js';
import { LiveRelay } from './live-relay.js';
import { answers, problems } from '../openapi/answers.js';

const BEAT_MS = 20_000;

/** One message of the live stream: `type` is its event, `data` its JSON. */
export type LiveMessage =
  | {
      readonly type: 'changed';
      /** Ids only; `many` where there are too many to name. */
      readonly data: { readonly episodes: readonly string[] | 'many'; readonly alerts: readonly string[] };
    }
  | { readonly type: 'beat'; readonly data: Readonly<Record<string, never>> };

const CHANGED: LiveMessage = {
  type: 'changed',
  data: { episodes: ['ep-0042'], alerts: ['al_5d0c4b99c1f7b3e2a6480f13'] },
};

@ApiTags('clinic')
@Controller('v1')
export class LiveController {
  constructor(private readonly relay: LiveRelay) {}

  @Sse('stream')
  @answers(CHANGED, {
    description: 'An open stream of events: `changed` with ids, `beat` every 20 s',
    type: 'text/event-stream',
  })
  @problems()
  @Needs('clinic:read')
  @ApiOperation({
    summary: 'Live changes as server-sent events',
    description: 'Ids only: what changed, to be read again. After a gap, a reader reads its lists once and continues.',
  })
  stream(@Caller() caller: Principal): Observable<LiveMessage> {
    const changes = this.relay.changes.pipe(
      filter((change) => change.tenant === caller.tenant),
      map(({ episodes, alerts }): LiveMessage => ({
        type: 'changed',
        data: { episodes: episodes ?? 'many', alerts },
      })),
    );
    return merge(changes, interval(BEAT_MS).pipe(map((): LiveMessage => ({ type: 'beat', data: {} }))));
  }
}
