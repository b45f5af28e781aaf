/**
 * Is the log what was appended, and are the read models what the log says? Rows are compared with heads, counters and
 * hashes; then every episode is folded from nothing and compared row by row.
 */
import { needsOperator, type Operator } from '#lib/identity';
import { episodeOf, isEpisodeStream } from '#lib/events';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { alertsOf, writeState } from '#lib/alliance';
import { RulesCache } from '#lib/clinic-settings';
import {
  activeBuild,
  findLogDamage,
  findStreamDamage,
  headsOf,
  readCheckpoints,
  revisionsOf,
  streamKey,
  type LogDamage,
  type StreamDamage,
} from '#lib/eventlog';
import { Database } from '#lib/platform';
import { findRowDifferences, standingKeys } from '#lib/readmodels';
import { Glance, episodeSubject, type Shown } from '../on-record/look.js';
import { foldLog, type FoldedEpisode } from './fold-log.js';

export interface Difference {
  readonly tenant: number;
  readonly episode: string;
  /** `checkpoint`, `alerts`, or the code of a read model. */
  readonly what: string;
  readonly detail: string;
}
export interface VerifyResult {
  readonly episodes: number;
  readonly events: number;
  /** Not compared: their newest events are still waiting for a follower, or came meanwhile. */
  readonly behind: number;
  readonly differences: readonly Difference[];
  /** Events that are gone, changed or were never appended. Nothing that is made from such a log is right. */
  readonly damage: readonly LogDamage[];
  /** Episodes, and other streams, of which events are missing or too many. */
  readonly streams: readonly StreamDamage[];
  /** Why not all episodes were compared, where the damage was in the way. */
  readonly interrupted: string | null;
}

export class Verify extends Glance<VerifyResult> {
  readonly recordedAs = 'verify';

  constructor(
    readonly reader: Operator,
    readonly onProgress: (episodes: number) => void = () => undefined,
  ) {
    super();
  }

  protected shown(): readonly string[] {
    return [];
  }
  override shownIn(result: VerifyResult): Shown {
    const named = namedByResult(result);
    const of = (clinic: number): readonly string[] =>
      named.filter(({ tenant }) => tenant === clinic).map(({ episode }) => episodeSubject(episode));
    return new Map(named.map(({ tenant }) => [tenant, [...new Set(of(tenant))]]));
  }
}

interface NamedEpisode {
  readonly tenant: number;
  readonly episode: string;
}

const namedByResult = ({ differences, streams, damage }: VerifyResult): readonly NamedEpisode[] => [
  ...differences,
  ...[...streams, ...damage].flatMap(({ tenant, stream }) =>
    stream !== undefined && isEpisodeStream(stream) ? [{ tenant, episode: episodeOf(stream) }] : [],
  ),
];

@QueryHandler(Verify)
export class VerifyHandler implements IQueryHandler<Verify> {
  constructor(
    private readonly db: Database,
    private readonly rules: RulesCache,
  ) {}

  async execute({ reader, onProgress }: Verify): Promise<VerifyResult> {
    needsOperator(reader);
    const { db } = this;
    const [damage, streams] = [await findLogDamage(db), await findStreamDamage(db)];
    const compared = { episodes: 0, events: 0, behind: 0, differences: [] as Difference[] };
    let interrupted: string | null = null;
    try {
      await this.compareAll(compared, { onProgress, damaged: new Set(streams.map(streamKey)) });
    } catch (error) {
      // what was changed may be no event any more; what is wrong is known by then
      if (damage.length + streams.length === 0) throw error;
      // its words may cite what the event says
      interrupted = error instanceof Error ? error.name : 'an unknown fault';
    }
    return { ...compared, damage, streams, interrupted };
  }

  private async compareAll(result: Compared, { onProgress, damaged }: Comparing): Promise<void> {
    const { db, rules } = this;
    const build = await activeBuild(db);
    const rulesOf = await rules.of(db, await revisionsOf(db, build));
    for await (const page of foldLog(db, rulesOf)) {
      const stored = await readStored(db, build, page);
      for (const episode of page) {
        result.episodes++;
        result.events += episode.events;
        if (damaged.has(streamKey(episode))) continue;
        const differences = compareWhole(episode, stored);
        if (differences) result.differences.push(...differences);
        else result.behind++;
      }
      onProgress(result.episodes);
    }
  }
}

interface Comparing {
  readonly onProgress: (episodes: number) => void;
  /** Streams that are known not to be whole: they are named, and there is nothing to compare them with. */
  readonly damaged: ReadonlySet<string>;
}

interface Compared {
  episodes: number;
  events: number;
  behind: number;
  readonly differences: Difference[];
}

/** Undefined where its newest events came meanwhile, or wait to be followed. */
function compareWhole(episode: FoldedEpisode, stored: Stored): Difference[] | undefined {
  const known = stored.versions.get(streamKey(episode)) ?? 0;
  const head = stored.heads.get(streamKey(episode)) ?? 0;
  if (known > head) return [ahead(episode, known)];
  return known === episode.version && head === known ? compare(episode, stored) : undefined;
}

/** The read models were made from more events than the log still has. */
const ahead = ({ tenant, stream, version }: FoldedEpisode, known: number): Difference => ({
  tenant,
  episode: episodeOf(stream),
  what: 'checkpoint',
  detail: `it was folded from ${known} events, the log has ${version}`,
});

interface Stored {
  /** Read last: where an event came since the fold, this says so. */
  readonly heads: ReadonlyMap<string, number>;
  readonly versions: ReadonlyMap<string, number>;
  readonly states: ReadonlyMap<string, string | undefined>;
  /** Codes of read models whose rows are not what the fold gives. */
  readonly otherRows: ReadonlyMap<string, readonly string[]>;
  readonly alerts: ReadonlyMap<string, readonly string[]>;
}

async function readStored(db: Database, build: number, page: readonly FoldedEpisode[]): Promise<Stored> {
  const checkpoints = await readCheckpoints(db, build, page);
  const alerts = new Map<string, string[]>();
  for (const row of await standingKeys(db, page)) {
    const key = streamKey(row);
    alerts.set(key, [...(alerts.get(key) ?? []), row.alert]);
  }
  const otherRows = await findRowDifferences(db, build, page);
  const heads = await headsOf(db, page);
  return {
    heads: new Map(heads.map((h) => [streamKey(h), h.head])),
    versions: new Map(checkpoints.map((c) => [streamKey(c), c.version])),
    states: new Map(checkpoints.map((c) => [streamKey(c), c.state])),
    otherRows,
    alerts,
  };
}

function compare(episode: FoldedEpisode, stored: Stored): Difference[] {
  const key = streamKey(episode);
  const name = { tenant: episode.tenant, episode: episodeOf(episode.stream) };
  const differences: Difference[] = [];
  if (stored.states.get(key) !== writeState(episode.state)) {
    differences.push({ ...name, what: 'checkpoint', detail: 'the folded state is not what the log gives' });
  }
  for (const what of stored.otherRows.get(key) ?? []) {
    differences.push({ ...name, what, detail: `the ${what} row is not what the log gives` });
  }
  const due = alertsOf(episode.state)
    .map((a) => JSON.stringify(a))
    .sort();
  const standing = [...(stored.alerts.get(key) ?? [])].sort();
  if (due.join('\n') !== standing.join('\n')) {
    differences.push({
      ...name,
      what: 'alerts',
      detail: `${standing.length} alerts are stored, the log gives ${due.length}, or they differ`,
    });
  }
  return differences;
}
