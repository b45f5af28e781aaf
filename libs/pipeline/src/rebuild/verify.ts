/** Are the read models what the log says? Every episode is folded from nothing and compared row by row. */
import { needsOperator, type Operator } from '#lib/identity';
import { episodeOf } from '#lib/events';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { alertsOf, writeState } from '#lib/alliance';
import { RulesCache } from '#lib/clinic-settings';
import { activeBuild, readCheckpoints, revisionsOf, streamKey } from '#lib/eventlog';
import { Database } from '#lib/platform';
import { findRowDifferences, standingKeys } from '#lib/readmodels';
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
  /** Not compared: their newest events are still waiting for a follower. */
  readonly behind: number;
  readonly differences: readonly Difference[];
}

export class Verify extends Query<VerifyResult> {
  constructor(
    readonly by: Operator,
    readonly onProgress: (episodes: number) => void = () => undefined,
  ) {
    super();
  }
}

@QueryHandler(Verify)
export class VerifyHandler implements IQueryHandler<Verify> {
  constructor(
    private readonly db: Database,
    private readonly rules: RulesCache,
  ) {}

  async execute({ by, onProgress }: Verify): Promise<VerifyResult> {
    needsOperator(by);
    const { db, rules } = this;
    const build = await activeBuild(db);
    const result = { episodes: 0, events: 0, behind: 0, differences: [] as Difference[] };
    const rulesOf = await rules.of(db, await revisionsOf(db, build));
    for await (const page of foldLog(db, rulesOf)) {
      const stored = await readStored(db, build, page);
      for (const episode of page) {
        result.episodes++;
        result.events += episode.events;
        if (stored.versions.get(streamKey(episode)) !== episode.version) result.behind++;
        else result.differences.push(...compare(episode, stored));
      }
      onProgress(result.episodes);
    }
    return result;
  }
}

interface Stored {
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
  return {
    versions: new Map(checkpoints.map((c) => [streamKey(c), c.version])),
    states: new Map(checkpoints.map((c) => [streamKey(c), c.state])),
    otherRows: await findRowDifferences(db, build, page),
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
