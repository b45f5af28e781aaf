/** The log: appending, reading streams and the feed. */
import { keyOf, type EventCells, type Tables } from '../tables.js';
import type { Statements } from '../statements.js';
import { ServerError, type Transaction } from '../store.js';

type Column<T> = readonly T[];
type AppendValues = readonly [
  Column<number>,
  Column<string>,
  Column<number | undefined>,
  Column<boolean>,
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
];

interface Input {
  readonly shard: number | undefined;
  readonly opens: boolean;
  readonly hash: Buffer;
  readonly event: EventCells;
}

function readInput(v: AppendValues): Input[] {
  const payloads = v[13].split('\x1e');
  return v[0].map((tenant, i) => ({
    shard: v[2][i],
    opens: v[3][i] as boolean,
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
      payload: Buffer.from(payloads[i] as string),
      receivedAt: v[15],
      codec: 0,
      position: 0,
      version: 0,
    },
  }));
}

const streamOf = ({ event: { tenant, stream } }: Input): string => keyOf(tenant, stream);

function* raiseHeads(tx: Transaction, input: readonly Input[]): Generator<string, Map<string, Tables['stream']>> {
  const heads = new Map<string, Tables['stream']>();
  for (const key of [...new Set(input.map(streamOf))].sort()) {
    yield `stream ${key}`;
    const mine = input.filter((i) => streamOf(i) === key);
    const { tenant, stream } = (mine[0] as Input).event;
    const was = tx.get('stream', key) ?? { tenant, stream, head: 0, opened: false };
    const is = { ...was, head: was.head + mine.length, opened: was.opened || mine.some((i) => i.opens) };
    tx.put('stream', key, is);
    heads.set(key, is);
    mine.forEach((i, nth) => (i.event.version = was.head + nth + 1));
  }
  return heads;
}

function* takePositions(tx: Transaction, input: readonly Input[]): Generator<string, void> {
  for (const tenant of [...new Set(input.map((i) => i.event.tenant))].sort()) {
    const mine = input.filter((i) => i.event.tenant === tenant);
    if (tx.mutant === 'positions-from-a-sequence') {
      for (const { event } of mine) event.position = tx.store.nextOf('position');
      continue;
    }
    yield `tenant_counter ${tenant}`;
    const was = tx.get('tenant_counter', String(tenant))?.position ?? 0;
    tx.put('tenant_counter', String(tenant), { position: was + mine.length });
    mine.forEach(({ event }, nth) => (event.position = was + nth + 1));
  }
}

function* writeEvents(tx: Transaction, input: readonly Input[]): Generator<string, void> {
  for (const { event, hash } of input) {
    const { tenant, source, externalId, position } = event;
    const unique = tx.mutant !== 'ids-are-not-unique';
    const key = unique ? keyOf(tenant, source, externalId) : keyOf(tenant, source, externalId, position);
    yield `event_key ${key}`;
    if (tx.get('event_key', key)) throw new ServerError('23505', `there is already ${key}`, 'event_key_pkey');
    tx.put('event_key', key, { hash, position });
    yield `event ${keyOf(tenant, position)}`;
    tx.put('event', keyOf(tenant, position), event);
  }
}

function* markDirty(tx: Transaction, input: readonly Input[]): Generator<string, void> {
  const marked = input.filter((i) => i.shard !== undefined);
  for (const key of [...new Set(marked.map(streamOf))].sort()) {
    yield `dirty_episode ${key}`;
    const mine = marked.filter((i) => streamOf(i) === key);
    const { tenant, stream, receivedAt } = (mine[0] as Input).event;
    const was = tx.get('dirty_episode', key);
    if (was && tx.mutant === 'mark-is-not-raised') continue;
    const shard = Math.min(...mine.map((i) => i.shard as number), was?.shard ?? Infinity);
    const head = Math.max(...mine.map((i) => i.event.version));
    tx.put('dirty_episode', key, { tenant, stream, shard, head, markedAt: was?.markedAt ?? receivedAt });
  }
}

const byPosition = (a: EventCells, b: EventCells): number => a.position - b.position;

export const LOG_STATEMENTS: Statements = {
  'append bae511b9': function* (tx, values: AppendValues) {
    const input = readInput(values);
    const heads = yield* raiseHeads(tx, input);
    yield* takePositions(tx, input);
    yield* writeEvents(tx, input);
    yield* markDirty(tx, input);
    return input.map((i, nth) => {
      const { position, version } = i.event;
      return { nth: nth + 1, position, version, opened: heads.get(streamOf(i))?.opened };
    });
  },

  'findKnown 7514db56': function* (tx, [tenants, sources, ids]: [number[], string[], string[]]) {
    return tenants.flatMap((tenant, i) => {
      const key = keyOf(tenant, sources[i] as string, ids[i] as string);
      const known = tx.get('event_key', key);
      return known ? [{ nth: i + 1, position: known.position, hash: known.hash }] : [];
    });
  },

  'findEvent 5e8ebeea': function* (tx, [tenant, source, id]: [number, string, string]) {
    const known = tx.get('event_key', keyOf(tenant, source, id));
    return known ? [tx.get('event', keyOf(tenant, known.position))] : [];
  },

  'readStreams d0bd32d7': function* (tx, [tenants, streams, versions]: [number[], string[], number[]]) {
    const events = tenants.flatMap((tenant, i) =>
      tx.find('event', (e) => e.tenant === tenant && e.stream === streams[i] && e.version > (versions[i] as number)),
    );
    return events.sort((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.version - b.version));
  },

  'readFeed 23da24d1': function* (tx, [tenant, after, limit]: [number, number, number]) {
    return tx
      .find('event', (e) => e.tenant === tenant && e.position > after)
      .sort(byPosition)
      .slice(0, limit);
  },
};
