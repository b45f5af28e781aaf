/** What is said aloud: debts in numbers, and notices to live screens. */
import type { Statements } from '../statements.js';
import type { Transaction } from '../store.js';

function stage(name: string, since: readonly number[], now: number) {
  const oldest = since.length > 0 ? (now - Math.min(...since)) / 1_000 : null;
  return { stage: name, waiting: since.length, oldest };
}

const dueSends = (tx: Transaction, now: number): number[] =>
  tx.find('outbox', (o) => ['waiting', 'leased'].includes(o.state) && o.nextAt <= now).map((o) => o.nextAt);

export const HEALTH_STATEMENTS: Statements = {
  'read-debts': function* (tx, [now]: [number]) {
    const marks = tx.find('dirty_episode', () => true).map((m) => m.markedAt);
    const timers = tx.find('due_timer', (t) => t.dueAt <= now).map((t) => t.dueAt);
    return [stage('follow', marks, now), stage('deliver', dueSends(tx, now), now), stage('timers', timers, now)];
  },

  announce: function* (tx, [, payload]: [string, string]) {
    tx.notices.push(payload);
    return [{}];
  },
};
