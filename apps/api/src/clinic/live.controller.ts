import { Controller, Sse } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { catchError, concatMap, filter, from, interval, map, merge, of, takeUntil, type Observable } from 'rxjs';
import { Keys, Sessions, type Principal } from '#lib/identity';
import { OpenStream, OwnChanges, type LiveChange } from '#lib/pipeline';
import { Caller, Looks, Needs } from '../request/auth.js';
import { LiveRelay } from './live-relay.js';
import { answers, problems } from '../openapi/answers.js';

const BEAT_MS = 20_000;
/** How often the key or the session of an open stream is looked at. What is read of a key is believed for some seconds. */
const KEY_MS = 2_000;

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
  constructor(
    private readonly relay: LiveRelay,
    private readonly queries: QueryBus,
    private readonly keys: Keys,
    private readonly sessions: Sessions,
  ) {}

  @Sse('stream')
  @Looks('stream')
  @answers(CHANGED, {
    description: 'An open stream of events: `changed` with ids, `beat` every 20 s',
    type: 'text/event-stream',
  })
  @problems()
  @Needs('clinic:read')
  @ApiOperation({
    summary: 'Live changes as server-sent events',
    description:
      'Ids only: what changed, to be read again. After a gap, a reader reads its lists once and continues. A key of one clinician is notified of its own caseload. The stream ends within ten seconds after its key was revoked or has expired, or its session has ended.',
  })
  async stream(@Caller() caller: Principal): Promise<Observable<LiveMessage>> {
    await this.queries.execute(new OpenStream(caller));
    const changes = this.relay.changes.pipe(
      filter((change) => change.tenant === caller.tenant),
      concatMap((change) => this.ownOf(caller, change)),
      map(({ episodes, alerts }): LiveMessage => ({
        type: 'changed',
        data: { episodes: episodes ?? 'many', alerts },
      })),
    );
    const beats = interval(BEAT_MS).pipe(map((): LiveMessage => ({ type: 'beat', data: {} })));
    return merge(changes, beats).pipe(takeUntil(this.endOf(caller)));
  }

  /** What cannot be looked up is not named: the reader looks at everything of its own. */
  private ownOf(caller: Principal, change: LiveChange): Observable<LiveChange> {
    if (caller.clinician === undefined) return of(change);
    const all: LiveChange = { tenant: caller.tenant, episodes: undefined, alerts: [] };
    return from(this.queries.execute(new OwnChanges(caller, change))).pipe(
      catchError(() => of(all)),
      filter((own) => own !== undefined),
    );
  }

  /** Speaks when the key or the session opens nothing any more. A database that is away takes neither from anybody. */
  private endOf({ keyId, session }: Principal): Observable<unknown> {
    const isLive = () => (session === undefined ? this.keys.isLive(keyId) : this.sessions.isLive(session));
    return interval(KEY_MS).pipe(
      concatMap(() => isLive().catch(() => true)),
      filter((live) => !live),
    );
  }
}
