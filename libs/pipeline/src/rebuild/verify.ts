/** Are the read models what the log says? Every episode is folded from nothing and compared row by row. */
import { episodeOf } from '#lib/events';
import { isDeepStrictEqual } from 'node:util';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { alertsOf, writeState } from '#lib/alliance';
import { activeBuild, revisionsOf, streamKey } from '#lib/eventlog';
import { RulesCache } from '#lib/clinic-settings';
import { Database } from '#lib/platform';
import { sortKeyOf, readSortKeys, type CaseloadSortKey, standingKeys } from '#lib/readmodels';
import { foldLog, type FoldedEpisode } from './fold-log.js';

export interface Difference {
  readonly tenant: number;
  readonly episode: string;
  readonly what: 'checkpoint' | 'caseload' | 'alerts';
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
  constructor(readonly onProgress: (episodes: number) => void = () => undefined) {
    super();
  }
}

@QueryHandler(Verify)
export class VerifyHandler implements IQueryHandler<Verify> {
  constructor(
    private readonly db: Database,
    private readonly rules: RulesCache,
  ) {}

  async execute({ onProgress }: Verify): Promise<VerifyResult> {
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
  readonly states: ReadonlyMap<string, string>;
  /** As JSON, for comparing. */
  readonly sortKeys: ReadonlyMap<string, CaseloadSortKey>;
  readonly alerts: ReadonlyMap<string, readonly string[]>;
}

async function readStored(db: Database, build: number, page: readonly FoldedEpisode[]): Promise<Stored> {
  const { rows } = await db.query<{ tenant: number; stream: string; version: number; state: string }>(
    `SELECT c.tenant, c.stream, c.version, c.state FROM unnest($2::int[], $3::text[]) AS k(tenant, stream)
     JOIN checkpoint c ON c.build = $1 AND c.tenant = k.tenant AND c.stream = k.stream`,
    [build, page.map((e) => e.tenant), page.map((e) => e.stream)],
  );
  const alerts = new Map<string, string[]>();
  for (const row of await standingKeys(db, page)) {
    const key = streamKey(row);
    alerts.set(key, [...(alerts.get(key) ?? []), row.alert]);
  }
  const caseload = await readSortKeys(db, build, page);
  return {
    versions: new Map(rows.map((r) => [streamKey(r), r.version])),
    states: new Map(rows.map((r) => [streamKey(r), r.state])),
    sortKeys: new Map(caseload.map((r) => [streamKey(r), r.sortKey])),
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
  if (!isDeepStrictEqual(stored.sortKeys.get(key), sortKeyOf(episode.state, episode.rules))) {
    differences.push({ ...name, what: 'caseload', detail: 'the caseload row is not what the log gives' });
  }
  const due = alertsOf(episode.state)
    .map((a) => JSON.stringify(a))
    .sort();
  const standing = [...(stored.alerts.get(key) ?? [])].sort();
  if (due.join('\n') !== standing.join('\n')) {
    differences.push({
      ...name,
      what: 'alerts',
      detail: `${standing.length} alerts stand, the log gives ${due.length}, or they differ`,
    });
  }
  return differences;
}
