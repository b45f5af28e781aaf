/** What is told of people, and its copies in their episodes. */
import { copyId } from '#lib/eventlog';
import type { Statements } from '../statements.js';
import type { Transaction } from '../store.js';
import { keyOf, type Tables } from '../tables.js';

const pairs = (tenants: readonly number[], streams: readonly string[]) =>
  tenants.map((tenant, i) => ({ tenant, stream: streams[i] as string }));

export const COPY_STATEMENTS: Statements = {
  'mark-people': function* (tx, [tenants, streams, shards, now]: [number[], string[], number[], number]) {
    let marked = 0;
    for (const [i, { tenant, stream }] of pairs(tenants, streams).entries()) {
      const head = tx.get('stream', keyOf(tenant, stream))?.head;
      if (head === undefined) continue;
      yield `dirty_episode ${keyOf(tenant, stream)}`;
      mark(tx, { tenant, stream, shard: shards[i] as number, head, markedAt: now });
      marked++;
    }
    return marked;
  },

  'people-with-news': function* (tx, [tenants, people, episodes, fresh]: [number[], string[], string[], boolean[]]) {
    return tenants.flatMap((tenant, i) => {
      const person = keyOf(tenant, people[i] as string);
      const head = tx.get('stream', person)?.head;
      const last = tx.find('event', (e) => e.tenant === tenant && e.stream === people[i] && e.version === head)[0];
      if (!last || !(fresh[i] || tx.get('dirty_episode', person))) return [];
      const copy = keyOf(tenant, 'urn:rapport', copyId(last, episodes[i] as string));
      return tx.get('event_key', copy) ? [] : [{ nth: i + 1 }];
    });
  },

  'missing-copies': function* (tx, [tenants, people, episodes, limit]: [number[], string[], string[], number]) {
    return tenants
      .flatMap((tenant, i) =>
        tx
          .find('event', (e) => e.tenant === tenant && e.stream === people[i])
          .filter((e) => !tx.get('event_key', keyOf(tenant, 'urn:rapport', copyId(e, episodes[i] as string))))
          .sort((a, b) => a.version - b.version)
          .map((e) => ({ ...e, nth: i + 1 })),
      )
      .slice(0, limit);
  },

  'mark-foreign': function* (
    tx,
    [tenants, streams, shards, heads, now]: [number[], string[], number[], number[], number],
  ) {
    for (const [i, { tenant, stream }] of pairs(tenants, streams).entries()) {
      yield `dirty_episode ${keyOf(tenant, stream)}`;
      mark(tx, { tenant, stream, shard: shards[i] as number, head: heads[i] as number, markedAt: now });
    }
    return tenants.length;
  },
};

/** One that is marked already keeps its place. */
function mark(tx: Transaction, fresh: Tables['dirty_episode']): void {
  const key = keyOf(fresh.tenant, fresh.stream);
  const was = tx.get('dirty_episode', key) ?? fresh;
  tx.put('dirty_episode', key, { ...was, head: Math.max(fresh.head, was.head) });
}
