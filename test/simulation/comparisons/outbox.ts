import {
  dueDeliveries,
  holdDelivery,
  leaseDelivery,
  putDeliveries,
  readDebts,
  recordAttempt,
  type DeliveryResult,
  type Leased,
} from '#lib/eventlog';
import type { Chance } from '../chance.js';
import { anyTime, CLINICIANS, DELIVERY_KEYS, KINDS, OWNERS, some, TENANTS, type Rows } from './any-rows.js';
import type { Ask, Comparisons } from './comparison.js';

const NONE = '1';
const anyId = (chance: Chance, { outbox }: Rows): string => chance.pick([NONE, ...outbox.map(({ id }) => id)]);

function drawRecorded(chance: Chance, rows: Rows): Ask {
  const id = anyId(chance, rows);
  const row = rows.outbox.find((o) => o.id === id);
  const held = chance.happens(0.8) ? row : undefined;
  const lease = { id, attempt: held?.attempt ?? chance.below(3) } as Leased;
  const owner = held?.leaseOwner ?? chance.pick(OWNERS);
  const again = rows.delivery_attempt.find((a) => a.outbox === id && a.attempt === lease.attempt);
  const result: DeliveryResult = {
    state: chance.pick(['accepted', 'dead', 'withdrawn', 'waiting'] as const),
    nextAt: anyTime(chance),
    at: again && chance.happens(0.3) ? again.at : anyTime(chance),
    ms: 12.5,
    status: chance.pick([undefined, 503]),
    detail: 'answered 503',
  };
  return (db) => recordAttempt(db, { lease, owner, result });
}

export const OUTBOX_COMPARISONS: Comparisons = {
  'read-debts': {
    draw: (chance) => {
      const wall = anyTime(chance);
      const clocks = { wall, clinic: chance.happens(0.5) ? wall : anyTime(chance) };
      return (db) => readDebts(db, clocks);
    },
  },
  'put-deliveries': {
    draw: (chance) => {
      const owed = some(chance, DELIVERY_KEYS, 1).map((key) => ({
        key,
        tenant: chance.pick(TENANTS),
        alert: 'al_2',
        channel: chance.pick(KINDS),
        setting: 2,
        recipient: chance.pick(CLINICIANS),
        trace: chance.pick([undefined, '00-cd']),
        done: chance.happens(0.3),
      }));
      const now = anyTime(chance);
      return (db) => putDeliveries(db, owed, now);
    },
  },
  'lease-delivery': {
    draw: (chance, rows) => {
      const id = anyId(chance, rows);
      const lease = { owner: chance.pick(OWNERS), now: anyTime(chance), leaseMs: 30_000 };
      return (db) => leaseDelivery(db, id, lease);
    },
  },
  'hold-delivery': {
    draw: (chance, rows) => {
      const id = anyId(chance, rows);
      return (db) => holdDelivery(db, id);
    },
  },
  'record-attempt': { draw: drawRecorded, also: 'keep-attempt' },
  'due-deliveries': {
    inOrder: true,
    draw: (chance) => {
      const now = anyTime(chance);
      const limit = chance.between(1, 4);
      return (db) => dueDeliveries(db, now, limit);
    },
  },
};
