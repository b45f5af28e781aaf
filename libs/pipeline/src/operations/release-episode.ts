import { episodeStream } from '#lib/events';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { activeBuild, lockShard, markAgain, releaseQuarantine, shardOf } from '#lib/eventlog';
import { needs, type Principal } from '#lib/identity';
import { Clock, Database } from '#lib/platform';
import { Waker } from '#lib/queues';

/** Lets an episode that was set aside be projected again, after its cause was fixed. Returns whether there was one. */
export class ReleaseEpisode extends Command<boolean> {
  constructor(
    readonly principal: Principal,
    readonly episode: string,
  ) {
    super();
  }
}

/** Every way by which an episode may be followed, in the order of their shards. */
const LANES = ['safety', 'live', 'bulk'] as const;

@CommandHandler(ReleaseEpisode)
export class ReleaseEpisodeHandler implements ICommandHandler<ReleaseEpisode> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly waker: Waker,
  ) {}

  async execute({ principal, episode }: ReleaseEpisode): Promise<boolean> {
    needs(principal, 'operate');
    const { tenant } = principal;
    const { db, clock, waker } = this;
    const stream = episodeStream(episode);
    const shard = shardOf(tenant, stream, 'live');
    // together: an episode that is released and not marked would be followed by nobody
    const released = await db.transact(async (tx) => {
      // a follower that saw it set aside would clear the new mark with the old one
      for (const lane of LANES) await lockShard(tx, shardOf(tenant, stream, lane));
      const held = await releaseQuarantine(tx, await activeBuild(tx), { tenant, stream });
      if (held) await markAgain(tx, tenant, { stream, shard, now: clock.now() });
      return held;
    });
    waker.wakeShards([shard]);
    return released;
  }
}
