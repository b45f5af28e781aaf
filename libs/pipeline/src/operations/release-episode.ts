import { episodeStream } from '#lib/events';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { forgetDiscarded, shardOf } from '#lib/eventlog';
import { needsMachineRoom, type Principal } from '#lib/identity';
import { Clock, Database } from '#lib/platform';
import { Waker } from '#lib/queues';
import { noteOperation } from '#lib/repairs';
import { lockLanes, releaseStream } from '../repairs/release-stream.js';

/** Lets an episode that was set aside be projected again, after its cause was fixed. Returns whether there was one. */
export class ReleaseEpisode extends Command<boolean> {
  constructor(
    readonly principal: Principal,
    readonly episode: string,
  ) {
    super();
  }
}

@CommandHandler(ReleaseEpisode)
export class ReleaseEpisodeHandler implements ICommandHandler<ReleaseEpisode> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly waker: Waker,
  ) {}

  async execute({ principal, episode }: ReleaseEpisode): Promise<boolean> {
    needsMachineRoom(principal);
    const { tenant, keyId } = principal;
    const { db, clock, waker } = this;
    const stream = episodeStream(episode);
    const at = clock.now();
    // together: an episode that is released and not marked would be followed by nobody
    const released = await db.transact(async (tx) => {
      await lockLanes(tx, [{ tenant, stream }]);
      const held = await releaseStream(tx, { tenant, stream }, at);
      if (!held) return false;
      await forgetDiscarded(tx, { tenant, kind: 'episode' }, [stream]);
      const by = {
        by: principal.session === undefined ? `key:${keyId}` : keyId,
        keyId,
        reason: 'POST /v1/episodes/{episode}/release',
      };
      await noteOperation(tx, { tenant, at, act: 'release', subject: `episode ${episode}`, repair: null, ...by });
      return true;
    });
    waker.wakeShards([shardOf(tenant, stream, 'live')]);
    return released;
  }
}
