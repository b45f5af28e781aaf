/** The simulated tables as PostgreSQL keeps them: which column a cell is, and what stands in columns without a cell. */
import type { Queryable, Row } from '#lib/platform';
import type { TableName, Tables } from '../tables.js';
import { KEY_OF, TABLES, type Rows } from './any-rows.js';

type Kind = 'plain' | 'time' | 'number' | 'json' | 'utf8';
type Column = readonly [column: string, kind?: Kind];
interface Kept {
  /** By cell; a dot leads into a cell that holds an object. */
  readonly cells: Readonly<Record<string, Column>>;
  /** SQL for columns that the simulation does not keep and PostgreSQL demands. */
  readonly besides?: Readonly<Record<string, string>>;
}

const KEY = { tenant: ['tenant'], stream: ['stream'] } as const;
const OF_BUILD = { build: ['build'], ...KEY } as const;
const KEPT: Readonly<Record<TableName, Kept>> = {
  build: { cells: { id: ['id'], state: ['state'] }, besides: { rules: `''`, created_at: 'now()' } },
  event_key: {
    cells: {
      tenant: ['tenant'],
      source: ['source'],
      externalId: ['external_id'],
      hash: ['payload_hash'],
      position: ['position', 'number'],
    },
  },
  stream: { cells: { ...KEY, head: ['head'], opened: ['opened'] } },
  tenant_counter: { cells: { tenant: ['tenant'], position: ['position', 'number'] } },
  event: {
    cells: {
      ...KEY,
      position: ['position', 'number'],
      version: ['version'],
      type: ['type'],
      source: ['source'],
      externalId: ['external_id'],
      occurredAt: ['occurred_at', 'time'],
      receivedAt: ['received_at', 'time'],
      sequence: ['sequence'],
      flags: ['flags'],
      trace: ['trace'],
      codec: ['codec'],
      payload: ['payload', 'utf8'],
    },
    besides: { occurred_offset: '0' },
  },
  dirty_episode: { cells: { ...KEY, shard: ['shard'], head: ['head'], markedAt: ['marked_at', 'time'] } },
  checkpoint: {
    cells: {
      ...OF_BUILD,
      version: ['version'],
      state: ['state'],
      attempts: ['attempts'],
      quarantinedAt: ['quarantined_at', 'time'],
    },
    besides: { previous: '0', followed_at: 'now()' },
  },
  shard_run: { cells: { shard: ['shard'], owner: ['owner'] }, besides: { since: 'now()' } },
  due_timer: {
    cells: {
      ...KEY,
      dueAt: ['due_at', 'time'],
      reason: ['reason'],
      knownAt: ['known_at', 'time'],
      setAt: ['set_at', 'time'],
    },
  },
  episode_person: { cells: { ...OF_BUILD, person: ['person'] } },
  set_aside: {
    cells: {
      ...OF_BUILD,
      part: ['part'],
      reason: ['reason'],
      event: ['event'],
      instrument: ['instrument'],
      version: ['version'],
      events: ['events'],
    },
  },
  caseload: {
    cells: {
      ...OF_BUILD,
      'sortKey.client': ['client'],
      'sortKey.clinician': ['clinician'],
      'sortKey.status': ['status'],
      'sortKey.need': ['need'],
      'sortKey.nextAt': ['next_at', 'time'],
    },
  },
  alert: {
    cells: {
      id: ['id'],
      ...KEY,
      key: ['key'],
      client: ['client'],
      clinician: ['clinician'],
      tier: ['tier'],
      status: ['status'],
      historical: ['historical'],
      createdAt: ['created_at', 'time'],
      supersededAt: ['superseded_at', 'time'],
      alert: ['alert'],
    },
    besides: { rule: `''`, raised_at: 'now()', changed_at: 'now()', trigger_position: '1' },
  },
  outbox: {
    cells: {
      id: ['id'],
      tenant: ['tenant'],
      alert: ['alert'],
      channel: ['channel'],
      setting: ['setting'],
      recipient: ['recipient'],
      key: ['idem_key'],
      state: ['state'],
      attempt: ['attempt'],
      ladderFrom: ['ladder_from'],
      nextAt: ['next_at', 'time'],
      leaseOwner: ['lease_owner'],
      createdAt: ['created_at', 'time'],
      trace: ['trace'],
      detail: ['detail'],
    },
  },
  delivery_attempt: {
    cells: { outbox: ['outbox'], attempt: ['attempt'], at: ['at', 'time'], outcome: ['outcome'] },
    besides: { ms: '0', detail: `''` },
  },
  channel_setting: {
    cells: {
      id: ['id'],
      tenant: ['tenant'],
      clinician: ['clinician'],
      kind: ['kind'],
      settings: ['settings', 'json'],
      least_tier: ['least_tier'],
      enabled: ['enabled'],
      disabled_reason: ['disabled_reason'],
    },
  },
};

const WRITTEN: Readonly<Record<Kind, (place: string) => string>> = {
  plain: (place) => place,
  number: (place) => place,
  json: (place) => `${place}::jsonb`,
  time: (place) => `to_timestamp(${place}::float8 / 1000)`,
  utf8: (place) => `convert_to(${place}, 'UTF8')`,
};
const READ: Readonly<Record<Kind, (column: string) => string>> = {
  plain: (column) => column,
  json: (column) => column,
  number: (column) => `${column}::float8`,
  time: (column) => `round(extract(epoch FROM ${column}) * 1000)::float8`,
  utf8: (column) => `convert_from(${column}, 'UTF8')`,
};

const cellOf = (row: object, path: string): unknown =>
  path.split('.').reduce<unknown>((value, part) => (value as Row)[part], row);

/** Puts rows into tables that are empty. */
export async function fill(tx: Queryable, rows: Rows): Promise<void> {
  for (const table of TABLES) if (rows[table].length > 0) await insert(tx, table, rows[table]);
}

async function insert(tx: Queryable, table: TableName, rows: readonly object[]): Promise<void> {
  const { cells, besides = {} } = KEPT[table];
  const paths = Object.keys(cells);
  const columns = [...Object.values(cells).map(([column]) => column), ...Object.keys(besides)];
  const placesOf = (nth: number): string[] =>
    Object.values(cells).map(([, kind = 'plain'], i) => WRITTEN[kind](`$${nth * paths.length + i + 1}`));
  const values = rows.map((_, nth) => `(${[...placesOf(nth), ...Object.values(besides)].join(', ')})`);
  await tx.query(
    `INSERT INTO ${table} (${columns.join(', ')}) OVERRIDING SYSTEM VALUE VALUES ${values.join(', ')}`,
    rows.flatMap((row) => paths.map((path) => cellOf(row, path))),
  );
}

/** Every table by the keys of its rows, as the simulation would hold it. */
export async function readTables(tx: Queryable): Promise<Rows> {
  const read = TABLES.map(async (table) => [table, await readTable(tx, table)] as const);
  return Object.fromEntries(await Promise.all(read)) as unknown as Rows;
}

async function readTable<T extends TableName>(tx: Queryable, table: T): Promise<Tables[T][]> {
  const cells = Object.entries(KEPT[table].cells);
  const columns = cells.map(([path, [column, kind = 'plain']]) => `${READ[kind](column)} AS "${path}"`);
  const { rows } = await tx.query(`SELECT ${columns.join(', ')} FROM ${table}`);
  return rows.map((row) => nested(row) as Tables[T]).sort((a, b) => (KEY_OF[table](a) < KEY_OF[table](b) ? -1 : 1));
}

function nested(row: Row): Row {
  const whole: Row = {};
  for (const [path, value] of Object.entries(row)) {
    const [outer = '', inner] = path.split('.');
    if (inner === undefined) whole[outer] = value;
    else whole[outer] = { ...(whole[outer] as Row | undefined), [inner]: value };
  }
  return whole;
}
