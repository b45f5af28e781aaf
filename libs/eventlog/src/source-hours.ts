/** When each source was heard of, by the hour, for a month: what is usual there tells when silence is not. */
import { DAY } from '#lib/kernel';
import { statement, type Queryable, type Row } from '#lib/platform';

export interface SourceSilence extends Row {
  readonly tenant: number;
  readonly source: string;
  /** Milliseconds since 1970. */
  readonly last: number;
  /** The longest silence of the last weeks, in ms. */
  readonly longest: number;
  /** Different days on which it was heard of. */
  readonly days: number;
}

/** What is older is of the past: a practice system that was switched off for good is no silence. */
const MONTH_MS = 30 * DAY;

/** Every source of a tenant that was heard of within a month. Uses the primary key; at most a row for each hour of a month. */
export async function readSilences(db: Queryable, tenant: number, now: number): Promise<SourceSilence[]> {
  const { rows } = await db.query<SourceSilence>(
    statement('read-silences')`
     SELECT tenant, source, round(extract(epoch FROM max(last_at)) * 1000)::float8 AS last,
       coalesce(round(extract(epoch FROM max(gap)) * 1000), 0)::float8 AS longest,
       count(DISTINCT date_trunc('day', hour))::int AS days
     FROM (
       SELECT tenant, source, hour, last_at, hour - lag(last_at) OVER (PARTITION BY source ORDER BY hour) AS gap
       FROM source_hour WHERE tenant = $1
     ) h
     GROUP BY tenant, source HAVING max(last_at) > to_timestamp($2::float8 / 1000) ORDER BY source`,
    [tenant, now - MONTH_MS],
  );
  return rows;
}

/** Sources whose hours are still kept. Uses the primary key. */
export async function listSources(db: Queryable, tenant: number): Promise<string[]> {
  const { rows } = await db.query<{ source: string }>(
    statement('list-sources')`SELECT DISTINCT source FROM source_hour WHERE tenant = $1 ORDER BY source`,
    [tenant],
  );
  return rows.map(({ source }) => source);
}

/** Whether anything of it is in the log, however long ago. Uses the primary keys. */
export async function isSourceKnown(db: Queryable, tenant: number, source: string): Promise<boolean> {
  const { rows } = await db.query<{ known: boolean }>(
    statement('is-source-known')`
     SELECT EXISTS (SELECT FROM source_hour WHERE tenant = $1 AND source = $2)
         OR EXISTS (SELECT FROM event_key WHERE tenant = $1 AND source = $2) AS known`,
    [tenant, source],
  );
  return rows[0]?.known === true;
}
