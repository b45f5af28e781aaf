/** The outbox: what is owed, who holds it, what came of it. */
import type { Statements } from '../statements.js';
import type { Transaction } from '../store.js';
import { keyOf, type OutboxCells } from '../tables.js';

type PutValues = [
  tenants: number[],
  alerts: string[],
  channels: string[],
  settings: number[],
  recipients: string[],
  keys: string[],
  traces: (string | undefined)[],
  done: boolean[],
  now: number,
];
type RecordValues = [
  id: string,
  owner: string,
  attempt: number,
  state: string,
  nextAt: number,
  detail: string,
  at: number,
];

const isDue = ({ state, nextAt }: OutboxCells, now: number): boolean =>
  (state === 'waiting' || state === 'leased') && nextAt <= now;

function readDebts(values: PutValues): Omit<OutboxCells, 'id'>[] {
  const [tenants, alerts, channels, settings, recipients, keys, traces, done, now] = values;
  return keys.map((key, i) => ({
    key,
    tenant: tenants[i] as number,
    alert: alerts[i] as string,
    channel: channels[i] as string,
    setting: settings[i] as number,
    recipient: recipients[i] as string,
    state: done[i] ? 'accepted' : 'waiting',
    attempt: 0,
    ladderFrom: 0,
    nextAt: now,
    leaseOwner: null,
    createdAt: now,
    trace: traces[i] ?? null,
    detail: null,
  }));
}

/** An UPDATE of one row: what it saw is looked at again when the row is its own. */
function* update(
  tx: Transaction,
  id: string,
  { fits, change }: { fits: (row: OutboxCells) => boolean; change: (row: OutboxCells) => Partial<OutboxCells> },
): Generator<string, OutboxCells | undefined> {
  const seen = tx.get('outbox', id);
  if (!seen || !fits(seen)) return undefined;
  yield `outbox ${id}`;
  const row = tx.get('outbox', id) as OutboxCells;
  if (!fits(row)) return undefined;
  const is = { ...row, ...change(row) };
  tx.put('outbox', id, is);
  return is;
}

export const OUTBOX_STATEMENTS: Statements = {
  'put-deliveries': function* (tx, values: PutValues) {
    const put: OutboxCells[] = [];
    for (const debt of readDebts(values)) {
      yield `outbox_key ${debt.key}`;
      const known = tx.mutant === 'debts-are-not-unique' ? undefined : tx.find('outbox', (o) => o.key === debt.key)[0];
      const id = known?.id ?? String(tx.store.nextOf('outbox'));
      yield `outbox ${id}`;
      const was = tx.get('outbox', id);
      if (was && was.state !== 'withdrawn') continue;
      const is = was ? { ...was, state: debt.state, nextAt: debt.nextAt } : { id, ...debt };
      tx.put('outbox', id, is);
      put.push(is);
    }
    return put;
  },

  'lease-delivery': function* (tx, [id, owner, now, leaseMs]: [string, string, number, number]) {
    const leased = yield* update(tx, id, {
      fits: (row) => isDue(row, now),
      change: ({ attempt }) => ({ state: 'leased', leaseOwner: owner, attempt: attempt + 1, nextAt: now + leaseMs }),
    });
    return leased ? [leased] : [];
  },

  'hold-delivery': function* (tx, [id]: [string]) {
    yield `outbox ${id}`;
    return tx.get('outbox', id) ? [{}] : [];
  },

  'record-attempt': function* (tx, [id, owner, attempt, state, nextAt, detail]: RecordValues) {
    const holds = (row: OutboxCells): boolean =>
      row.leaseOwner === owner && row.attempt === attempt && row.state === 'leased';
    const recorded = yield* update(tx, id, {
      fits: (row) => holds(row) || tx.mutant === 'any-lease-may-record',
      change: () => ({ state, nextAt, leaseOwner: null, detail }),
    });
    return recorded ? 1 : 0;
  },

  'keep-attempt': function* (tx, [outbox, attempt, at, , outcome]: [string, number, number, number, string]) {
    const key = keyOf(outbox, attempt, at);
    yield `delivery_attempt ${key}`;
    if (tx.get('delivery_attempt', key)) return 0;
    tx.put('delivery_attempt', key, { outbox, attempt, at, outcome });
    return 1;
  },

  'due-deliveries': function* (tx, [now, limit]: [number, number]) {
    const due = tx.find('outbox', (o) => isDue(o, now));
    return due
      .sort((a, b) => a.nextAt - b.nextAt)
      .slice(0, limit)
      .map(({ id }) => ({ id }));
  },
};
