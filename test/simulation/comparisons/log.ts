import { findEvent, readFeed, readStreams, type NewEvent } from '#lib/eventlog';
import { appendNew, findKnown } from '../../../libs/eventlog/src/append.js';
import type { Chance } from '../chance.js';
import { anyHash, anyTime, EVENT_IDS, SHARDS, some, someKeys, SOURCES, STREAMS, TENANTS } from './any-rows.js';
import type { Comparisons } from './comparison.js';

const anyEvents = (chance: Chance): NewEvent[] =>
  some(chance, EVENT_IDS, 1).map((externalId) => ({
    tenant: chance.pick(TENANTS),
    stream: chance.pick(STREAMS),
    shard: chance.pick([undefined, ...SHARDS]),
    opens: chance.happens(0.3),
    type: 'rapport.test.v1',
    source: chance.pick(SOURCES),
    externalId: chance.pick([externalId, `${externalId}-new`, `${externalId}-new`]),
    occurredAt: anyTime(chance),
    occurredOffset: 0,
    recordedAt: chance.pick([undefined, anyTime(chance)]),
    sequence: chance.pick(['', '7']),
    flags: chance.below(16),
    trace: chance.pick([undefined, '00-cd']),
    payload: JSON.stringify({ said: chance.pick(['', 'ä "quoted"', '\u001e']) }),
    hash: anyHash(chance),
  }));

export const LOG_COMPARISONS: Comparisons = {
  append: {
    draw: (chance) => {
      const events = anyEvents(chance);
      const at = anyTime(chance);
      return (db) => appendNew(db, events, at);
    },
  },
  'find-known': {
    draw: (chance) => {
      const events = anyEvents(chance);
      return (db) => findKnown(db, events);
    },
  },
  'find-event': {
    draw: (chance) => {
      const tenant = chance.pick(TENANTS);
      const named = { source: chance.pick(SOURCES), id: chance.pick(EVENT_IDS) };
      return (db) => findEvent(db, tenant, named);
    },
  },
  'read-streams': {
    draw: (chance) => {
      const from = someKeys(chance).map((key) => ({ ...key, version: chance.below(4) }));
      return (db) => readStreams(db, from);
    },
  },
  'read-feed': {
    inOrder: true,
    draw: (chance) => {
      const tenant = chance.pick(TENANTS);
      const page = { after: chance.below(6), limit: chance.between(1, 6) };
      return (db) => readFeed(db, tenant, page);
    },
  },
};
