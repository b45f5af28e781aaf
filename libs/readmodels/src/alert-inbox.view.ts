/**
 * What is waiting for me? One row per alert. The row is also the in-app message: it appears exactly once, in the
 * transaction that folded its cause. An alert that a late event made untrue is marked superseded and stays.
 */
import { episodeStream, episodeOf } from '#lib/events';
import { createHash } from 'node:crypto';
import { hasQuota, type Alert, type AlertStatus } from '#lib/alliance';
import { statement, type Queryable, type Row } from '#lib/platform';
import { decodeCursor, encodeCursor, type Page } from './cursor.js';

export interface AlertRow {
  readonly tenant: number;
  readonly stream: string;
  readonly client: string;
  readonly alert: Alert;
  /** Position of the event whose follow wrote this. */
  readonly position: number;
}

/** The id that leaves the house: the same alert has the same id after any replay, and tells nothing. */
export const alertId = (tenant: number, stream: string, key: string): string =>
  `al_${createHash('sha256').update(`${tenant}\n${stream}\n${key}`).digest('hex').slice(0, 24)}`;

export async function saveAlerts(tx: Queryable, alerts: readonly AlertRow[], now: number): Promise<void> {
  if (alerts.length === 0) return;
  await tx.query(
    statement('save-alerts')`
     INSERT INTO alert AS a (id, tenant, stream, key, client, clinician, rule, tier, status, historical, raised_at,
                             created_at, changed_at, alert, trigger_position)
     SELECT id, tenant, stream, key, client, clinician, rule, tier, status, historical, to_timestamp(raised / 1000),
            to_timestamp($14::float8 / 1000), to_timestamp($14::float8 / 1000), alert, position
     FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                 $9::text[], $10::bool[], $11::float8[], $12::text[], $13::float8[])
          AS r(id, tenant, stream, key, client, clinician, rule, tier, status, historical, raised, alert, position)
     ON CONFLICT (tenant, stream, key) DO UPDATE
       SET status = excluded.status, tier = excluded.tier, client = excluded.client, clinician = excluded.clinician,
           alert = excluded.alert,
           historical = excluded.historical, raised_at = excluded.raised_at,
           changed_at = excluded.changed_at, superseded_at = NULL`,
    [
      alerts.map((a) => alertId(a.tenant, a.stream, a.alert.key)),
      alerts.map((a) => a.tenant),
      alerts.map((a) => a.stream),
      alerts.map((a) => a.alert.key),
      alerts.map((a) => a.client),
      alerts.map((a) => a.alert.clinician),
      alerts.map((a) => a.alert.rule),
      alerts.map((a) => a.alert.tier),
      alerts.map((a) => a.alert.status),
      alerts.map((a) => a.alert.historical),
      alerts.map((a) => a.alert.raisedAt),
      alerts.map((a) => JSON.stringify(a.alert)),
      alerts.map((a) => a.position),
      now,
    ],
  );
}

export async function supersedeAlerts(tx: Queryable, ids: readonly string[], now: number): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(
    statement('supersede-alerts')`
     UPDATE alert SET superseded_at = to_timestamp($2::float8 / 1000), changed_at = to_timestamp($2::float8 / 1000)
     WHERE id = ANY($1) AND superseded_at IS NULL`,
    [ids, now],
  );
}

export interface AlertEntry {
  readonly id: string;
  /** The name of the alert inside its episode, the same after any replay. */
  readonly key: string;
  readonly episode: string;
  readonly client: string;
  readonly clinician: string;
  /** Whom it was for, while somebody else stands in for them; null otherwise. */
  readonly movedFrom: string | null;
  readonly rule: string;
  readonly tier: Alert['tier'];
  readonly status: AlertStatus | 'superseded';
  /** Caused by history that was brought in: nobody was told. */
  readonly historical: boolean;
  /** Beyond the weekly number of its kind: it is shown here, and nobody was sent a word. */
  readonly heldBack: boolean;
  readonly raisedAt: number;
  readonly createdAt: number;
  readonly seenAgain: number;
  readonly evidence: readonly string[];
  /** Of what was put off; null otherwise. */
  readonly snoozedUntil: number | null;
  /** When it came back by itself after it had been put off, last; null where it never did. */
  readonly cameBackAt: number | null;
  /** What a person did with it last; null where nobody has yet. */
  readonly act: Alert['act'];
  /** Id of the alert before it that a person ended: what this one tells came after. */
  readonly follows: string | null;
  /** What was found, as it is stored: words are made of it. */
  readonly alert: Alert;
}

interface InboxRow extends Row {
  id: string;
  stream: string;
  client: string;
  superseded: boolean;
  granted: boolean;
  createdAt: number;
  alert: string;
}

const COLUMNS = `id, stream, client, superseded_at IS NOT NULL AS superseded,
  EXISTS (SELECT FROM alert_grant g WHERE g.tenant = alert.tenant AND g.alert = alert.id) AS granted,
  round(extract(epoch FROM created_at) * 1000)::float8 AS "createdAt", alert`;

function entryOf(row: InboxRow, tenant: number): AlertEntry {
  const alert = JSON.parse(row.alert) as Alert;
  return {
    id: row.id,
    key: alert.key,
    episode: episodeOf(row.stream),
    client: row.client,
    clinician: alert.clinician,
    rule: alert.rule,
    tier: alert.tier,
    status: row.superseded ? 'superseded' : alert.status,
    historical: alert.historical,
    heldBack: hasQuota(alert) && !alert.historical && !row.granted,
    raisedAt: alert.raisedAt,
    createdAt: row.createdAt,
    seenAgain: alert.seenAgain,
    evidence: alert.evidence,
    ...historyOf(alert),
    follows: alert.follows ? alertId(tenant, row.stream, alert.follows) : null,
    alert,
  };
}

/** What was done with it; rows of earlier versions may lack some of it. */
const historyOf = ({ status, snoozedUntil, movedFrom, cameBackAt, act }: Alert) => ({
  snoozedUntil: status === 'snoozed' ? snoozedUntil : null,
  movedFrom: movedFrom ?? null,
  cameBackAt: cameBackAt ?? null,
  act: act ?? null,
});

export interface InboxQuery {
  readonly tenant: number;
  readonly clinician?: string | undefined;
  /** `live` is what still waits for somebody; `all` includes what ended, was superseded or came from history. */
  readonly show: 'live' | 'all';
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Newest first; `undefined` when the cursor is none of ours. Uses alert_inbox or alert_of_clinician. */
export async function readInbox(db: Queryable, query: InboxQuery): Promise<Page<AlertEntry> | undefined> {
  const after =
    query.cursor === undefined
      ? [8_640_000_000_000, '~']
      : decodeCursor<[number, string]>(query.cursor, ['number', 'string']);
  if (!after) return undefined;
  const { rows } = await db.query<InboxRow>(
    statement('read-inbox')`
     SELECT ${COLUMNS} FROM alert WHERE tenant = $1 AND ($2::text IS NULL OR clinician = $2)
       AND ($3 OR (superseded_at IS NULL AND NOT historical AND status IN ('open', 'acknowledged', 'snoozed')))
       AND (created_at, id) < (to_timestamp($4::float8 / 1000), $5)
     ORDER BY created_at DESC, id DESC LIMIT $6`,
    [query.tenant, query.clinician ?? null, query.show === 'all', ...after, query.limit],
  );
  const last = rows.length === query.limit ? rows.at(-1) : undefined;
  return {
    items: rows.map((row) => entryOf(row, query.tenant)),
    nextCursor: last && encodeCursor([last.createdAt, last.id]),
  };
}

export async function readAlert(db: Queryable, tenant: number, id: string): Promise<AlertEntry | undefined> {
  const { rows } = await db.query<InboxRow>(
    statement('read-alert')`SELECT ${COLUMNS} FROM alert WHERE tenant = $1 AND id = $2`,
    [tenant, id],
  );
  return rows[0] && entryOf(rows[0], tenant);
}

/** Of some alerts, those that are a clinician's. Uses the primary key. */
export async function alertsOfClinician(
  db: Queryable,
  { tenant, clinician }: { readonly tenant: number; readonly clinician: string },
  ids: readonly string[],
): Promise<{ readonly id: string; readonly stream: string }[]> {
  const { rows } = await db.query<{ id: string; stream: string }>(
    statement('alerts-of-clinician')`
     SELECT id, stream FROM alert WHERE tenant = $1 AND clinician = $2 AND id = ANY($3::text[])`,
    [tenant, clinician, ids],
  );
  return rows;
}

/** Whether somebody was told of something in an episode that waits: then they may read the episode, whoever's it is. */
export async function isTold(
  db: Queryable,
  { tenant, episode, clinician }: { readonly tenant: number; readonly episode: string; readonly clinician: string },
): Promise<boolean> {
  const { rows } = await db.query<{ told: boolean }>(
    statement('is-told')`
     SELECT EXISTS (SELECT FROM alert WHERE tenant = $1 AND stream = $2 AND clinician = $3 AND superseded_at IS NULL
       AND NOT historical AND status IN ('open', 'acknowledged', 'snoozed')) AS told`,
    [tenant, episodeStream(episode), clinician],
  );
  return rows[0]?.told ?? false;
}

/** Keys of the alerts that stand (not superseded) for some episodes, for verification. */
export async function standingKeys(
  db: Queryable,
  keys: readonly { tenant: number; stream: string }[],
): Promise<{ tenant: number; stream: string; key: string; alert: string }[]> {
  const { rows } = await db.query<{ tenant: number; stream: string; key: string; alert: string }>(
    statement('standing-keys')`
     SELECT a.tenant, a.stream, a.key, a.alert FROM unnest($1::int[], $2::text[]) AS k(tenant, stream)
     JOIN alert a USING (tenant, stream) WHERE a.superseded_at IS NULL ORDER BY a.tenant, a.stream, a.key`,
    [keys.map((k) => k.tenant), keys.map((k) => k.stream)],
  );
  return rows;
}

export interface TriggeredAlert extends Row {
  readonly id: string;
  readonly tier: string;
  readonly raised: Date;
}

/** Alerts that the follow of one event wrote, oldest first. Uses alert_trigger. */
export async function readTriggered(db: Queryable, tenant: number, position: number): Promise<TriggeredAlert[]> {
  const { rows } = await db.query<TriggeredAlert>(
    statement('read-triggered')`
     SELECT id, tier, created_at AS raised FROM alert WHERE tenant = $1 AND trigger_position = $2 ORDER BY created_at, id`,
    [tenant, position],
  );
  return rows;
}
