/** The log: appending, reading streams and the feed. */
import { keyOf, type EventCells, type Tables } from '../tables.js';
import type { Statements } from '../statements.js';
import { ServerError, type Transaction } from '../store.js';

type Column<T> = readonly T[];
type AppendValues = readonly [
  streams: readonly [Column<number>, Column<string>, Column<number>, Column<boolean>, Column<number | undefined>],
  tenants: readonly [Column<number>, Column<number>],
  events: readonly [
    Column<number>,
    Column<string>,
    Column<number>,
    Column<number>,
    Column<string>,
    Column<string>,
    Column<string>,
    Column<number>,
    Column<number>,
    Column<number | undefined>,
    Column<string>,
    Column<number>,
    Column<string | undefined>,
    string,
    Column<Buffer>,
    number,
  ],
];

interface Input {
  /** Events of the same tenant, and of the same stream, that come after this one in the group. */
  readonly laterInTenant: number;
  readonly laterInStream: number;
  readonly hash: Buffer;
  readonly event: EventCells;
}
interface StreamInput {
  readonly tenant: number;
  readonly stream: string;
  readonly events: number;
  readonly opens: boolean;
  readonly shard: number | undefined;
}

/** The values in their three parts: streams, tenants, events. */
const partsOf = (values: readonly unknown[]): AppendValues =>
  [values.slice(0, 5), values.slice(5, 7), values.slice(7)] as unknown as AppendValues;

const readStreamInput = ([v]: AppendValues): StreamInput[] =>
  v[0].map((tenant, i) => ({
    tenant,
    stream: v[1][i] as string,
    events: v[2][i] as number,
    opens: v[3][i] as boolean,
    shard: v[4][i],
  }));

function readInput([, , v]: AppendValues): Input[] {
  const payloads = v[13].split('\x1e');
  return v[0].map((tenant, i) => ({
    laterInTenant: v[2][i] as number,
    laterInStream: v[3][i] as number,
    hash: v[14][i] as Buffer,
    event: {
      tenant,
      stream: v[1][i] as string,
      type: v[4][i] as string,
      source: v[5][i] as string,
      externalId: v[6][i] as string,
      occurredAt: v[7][i] as number,
      sequence: v[10][i] as string,
      flags: v[11][i] as number,
      trace: v[12][i] ?? null,
      payload: payloads[i] as string,
      receivedAt: v[15],
      codec: 0,
      position: 0,
      version: 0,
    },
  }));
}

type Heads = ReadonlyMap<string, Tables['stream']>;

function* raiseHeads(tx: Transaction, streams: readonly StreamInput[]): Generator<string, Heads> {
  const heads = new Map<string, Tables['stream']>();
  for (const { tenant, stream, events, opens } of streams) {
    const key = keyOf(tenant, stream);
    yield `stream ${key}`;
    const was = tx.get('stream', key) ?? { tenant, stream, head: 0, opened: false };
    const is = { ...was, head: was.head + events, opened: was.opened || opens };
    tx.put('stream', key, is);
    heads.set(key, is);
  }
  return heads;
}

function* takePositions(
  tx: Transaction,
  [, [tenants, events]]: AppendValues,
  input: readonly Input[],
): Generator<string, void> {
  for (const [i, tenant] of tenants.entries()) {
    const mine = input.filter(({ event }) => event.tenant === tenant);
    if (tx.mutant === 'positions-from-a-sequence') {
      for (const { event } of mine) event.position = tx.store.nextOf('position');
      continue;
    }
    yield `tenant_counter ${tenant}`;
    const was = tx.get('tenant_counter', String(tenant))?.position ?? 0;
    const position = was + (events[i] as number);
    tx.put('tenant_counter', String(tenant), { tenant, position });
    for (const { event, laterInTenant } of mine) event.position = position - laterInTenant;
  }
}

function* writeEvents(tx: Transaction, input: readonly Input[]): Generator<string, void> {
  for (const { event, hash } of input) {
    const { tenant, source, externalId, position } = event;
    const unique = tx.mutant !== 'ids-are-not-unique';
    const key = unique ? keyOf(tenant, source, externalId) : keyOf(tenant, source, externalId, position);
    yield `event_key ${key}`;
    if (tx.get('event_key', key)) throw new ServerError('23505', `there is already ${key}`, 'event_key_pkey');
    tx.put('event_key', key, { tenant, source, externalId, hash, position });
    yield `event ${keyOf(tenant, position)}`;
    tx.put('event', keyOf(tenant, position), event);
  }
}

interface Marking {
  readonly heads: Heads;
  readonly receivedAt: number;
}

function* markDirty(tx: Transaction, streams: readonly StreamInput[], marking: Marking): Generator<string, void> {
  for (const input of streams) {
    if (input.shard === undefined) continue;
    const key = keyOf(input.tenant, input.stream);
    yield `dirty_episode ${key}`;
    const was = tx.get('dirty_episode', key);
    if (!was || tx.mutant !== 'mark-is-not-raised') tx.put('dirty_episode', key, raised(was, input, marking));
  }
}

function raised(
  was: Tables['dirty_episode'] | undefined,
  { tenant, stream, shard = Infinity }: StreamInput,
  { heads, receivedAt }: Marking,
): Tables['dirty_episode'] {
  const { shard: before, markedAt } = was ?? { shard: Infinity, markedAt: receivedAt };
  return {
    tenant,
    stream,
    shard: Math.min(shard, before),
    head: heads.get(keyOf(tenant, stream))?.head ?? 0,
    markedAt: shard < before ? receivedAt : markedAt,
  };
}

const byPosition = (a: EventCells, b: EventCells): number => a.position - b.position;

export const LOG_STATEMENTS: Statements = {
  append: function* (tx, all: readonly unknown[]) {
    const values = partsOf(all);
    const streams = readStreamInput(values);
    const input = readInput(values);
    const heads = yield* raiseHeads(tx, streams);
    yield* takePositions(tx, values, input);
    for (const { event, laterInStream } of input)
      event.version = (heads.get(keyOf(event.tenant, event.stream))?.head ?? 0) - laterInStream;
    yield* writeEvents(tx, input);
    yield* markDirty(tx, streams, { heads, receivedAt: values[2][15] });
    return input.map(({ event: { tenant, stream, position, version } }, nth) => {
      return { nth: nth + 1, position, version, opened: heads.get(keyOf(tenant, stream))?.opened };
    });
  },

  'find-known': function* (tx, [tenants, sources, ids]: [number[], string[], string[]]) {
    return tenants.flatMap((tenant, i) => {
      const key = keyOf(tenant, sources[i] as string, ids[i] as string);
      const known = tx.get('event_key', key);
      return known ? [{ nth: i + 1, position: known.position, hash: known.hash }] : [];
    });
  },

  'find-event': function* (tx, [tenant, source, id]: [number, string, string]) {
    const known = tx.get('event_key', keyOf(tenant, source, id));
    return known ? [tx.get('event', keyOf(tenant, known.position))] : [];
  },

  'read-streams': function* (tx, [tenants, streams, versions]: [number[], string[], number[]]) {
    const events = tenants.flatMap((tenant, i) =>
      tx
        .find('event', (e) => e.tenant === tenant && e.stream === streams[i] && e.version > (versions[i] as number))
        .sort((a, b) => a.version - b.version),
    );
    return events;
  },

  'read-feed': function* (tx, [tenant, after, limit]: [number, number, number]) {
    return tx
      .find('event', (e) => e.tenant === tenant && e.position > after)
      .sort(byPosition)
      .slice(0, limit);
  },
};
