/**
 * Rebuild, blue/green and silent. A new build is folded from the log beside the one that readers see; no alert is
 * raised and nothing is sent. Then, with every shard held still for a moment, the few episodes in which the followers
 * stand elsewhere are folded up to there and the pointer is switched. Cancelled or killed, it leaves the old build in place and may be repeated.
 */
import { needsOperator, type Operator } from '#lib/identity';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { writeState } from '#lib/alliance';
import {
  SHARDS,
  activateBuild,
  activeBuild,
  countStreams,
  discardCheckpoints,
  discardRevisions,
  endBuild,
  foldUnder,
  formatOf,
  leftoverBuilds,
  lockShard,
  markPeople,
  peopleStreams,
  revisionsOf,
  saveCheckpoints,
  shardOf,
  startBuild,
  tenantsOfLog,
} from '#lib/eventlog';
import { RulesCache, latestRevisions } from '#lib/clinic-settings';
import { ClinicClock, Clock, Database, LOGGER, type Logger, type Queryable } from '#lib/platform';
import { discardRows, saveNewRows } from '#lib/readmodels';
import { applyRulesRevisions } from './apply-rules-revisions.js';
import { EPISODES, foldLog, type FoldedEpisode } from './fold-log.js';
import { catchUp, type NewBuild } from './catch-up.js';
import { STATE_FORMAT } from './state-format.js';

export interface RebuildProgress {
  readonly events: number;
  readonly episodes: number;
  readonly totalEpisodes: number;
  readonly eventsPerSecond: number;
  readonly secondsLeft: number;
}
export interface RebuildResult {
  readonly build: number;
  readonly events: number;
  readonly episodes: number;
  readonly seconds: number;
}

export class Rebuild extends Command<RebuildResult> {
  constructor(
    readonly by: Operator,
    readonly onProgress: (progress: RebuildProgress) => void = () => undefined,
    /** Stops at the next page; the half build is discarded. */
    readonly cancelled: () => boolean = () => false,
  ) {
    super();
  }
}

export class RebuildRunning extends Error {}
export class RebuildCancelled extends Error {}
/** The advisory lock that a running rebuild's session holds. */
export const REBUILD_LOCK = 724_003;

/** A build of older code may know of no relayed fact. */
async function markEverybody(tx: Queryable, now: number): Promise<void> {
  const people = await peopleStreams(tx);
  const marks = people.map(({ tenant, stream }) => ({ tenant, stream, shard: shardOf(tenant, stream, 'bulk') }));
  if (marks.length > 0) await markPeople(tx, marks, now);
}

@CommandHandler(Rebuild)
export class RebuildHandler implements ICommandHandler<Rebuild> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly clinicClock: ClinicClock,
    private readonly rules: RulesCache,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async execute(command: Rebuild): Promise<RebuildResult> {
    needsOperator(command.by);
    const session = await this.db.dedicated('rapport-rebuild');
    try {
      const { rows } = await session.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [
        REBUILD_LOCK,
      ]);
      if (!rows[0]?.free) throw new RebuildRunning('another rebuild is running; wait for it or stop it');
      return await this.rebuild(command);
    } finally {
      await session.end();
    }
  }

  private async rebuild(command: Rebuild): Promise<RebuildResult> {
    const result = await this.buildAndSwitch(command);
    // the new build stands by now; what is left of the old one is cleared away by the next rebuild at the latest
    const { logger } = this;
    await this.discardRetired().catch((error: unknown) =>
      logger.warn({ error: String(error) }, 'an old build was not cleared away'),
    );
    return result;
  }

  private async buildAndSwitch({ onProgress, cancelled }: Rebuild): Promise<RebuildResult> {
    const { db, clock } = this;
    const started = clock.now();
    const build = await startBuild(db, STATE_FORMAT, started);
    try {
      const revisions = await latestRevisions(db);
      await foldUnder(db, build, revisions);
      const fresh = { build, rulesOf: await this.rules.of(db, revisions) };
      const totals = await this.foldAll(fresh, { onProgress, cancelled, started });
      await this.switchTo(fresh, revisions);
      return { build, ...totals, seconds: (clock.now() - started) / 1_000 };
    } catch (error) {
      await this.discard(build, 'cancelled');
      throw error;
    }
  }

  private async foldAll(
    { build, rulesOf }: NewBuild,
    run: Pick<Rebuild, 'onProgress' | 'cancelled'> & { started: number },
  ): Promise<{ events: number; episodes: number }> {
    const { db, clock } = this;
    const totalEpisodes = await countStreams(db, EPISODES);
    let events = 0;
    let episodes = 0;
    for await (const page of foldLog(db, rulesOf)) {
      if (run.cancelled()) throw new RebuildCancelled('cancelled; the read models are as they were');
      await db.transact((tx) => this.save(tx, build, page), { working: true });
      events += page.reduce((sum, e) => sum + e.events, 0);
      episodes += page.length;
      const seconds = Math.max(0.001, (clock.now() - run.started) / 1_000);
      const secondsLeft = (seconds / Math.max(1, episodes)) * Math.max(0, totalEpisodes - episodes);
      run.onProgress({ events, episodes, totalEpisodes, eventsPerSecond: events / seconds, secondsLeft });
    }
    return { events, episodes };
  }

  private async save(tx: Queryable, build: number, page: readonly FoldedEpisode[]): Promise<void> {
    if (page.length === 0) return;
    const checkpoints = page.map((e) => ({ ...e, from: 0, state: writeState(e.state) }));
    await saveCheckpoints(tx, build, { checkpoints, now: this.clock.now() });
    await saveNewRows(tx, build, page);
  }

  /** Followers wait at their shard's lock while the rest is folded and the pointer moves. */
  private async switchTo(fresh: NewBuild, revisions: ReadonlyMap<number, number>): Promise<void> {
    const { db, clock, clinicClock } = this;
    await db.transact(
      async (tx) => {
        for (let shard = 0; shard < SHARDS; shard++) await lockShard(tx, shard);
        const active = await activeBuild(tx);
        const before = await revisionsOf(tx, active);
        const reformatted = (await formatOf(tx, active)) !== STATE_FORMAT;
        await catchUp(tx, fresh, clock.now());
        await activateBuild(tx, fresh.build, clock.now());
        const revised = reformatted
          ? await tenantsOfLog(tx)
          : [...revisions].filter(([tenant, revision]) => before.get(tenant) !== revision).map(([tenant]) => tenant);
        if (reformatted) await markEverybody(tx, clock.now());
        await applyRulesRevisions(tx, revised, { ...fresh, now: clock.now(), clinicNow: clinicClock.now() });
      },
      { working: true },
    );
  }

  private async discard(build: number, state: 'cancelled' | 'retired'): Promise<void> {
    const { db } = this;
    if (!(await endBuild(db, build, state))) return;
    await discardRows(db, build);
    await discardRevisions(db, build);
    await discardCheckpoints(db, build);
  }

  private async discardRetired(): Promise<void> {
    for (const build of await leftoverBuilds(this.db)) await this.discard(build, 'retired');
  }
}
