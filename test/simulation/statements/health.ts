/** What is said aloud: debts in numbers, and notices to live screens. */
import { FIRST_BULK_SHARD } from '#lib/eventlog';
import type { Statements } from '../statements.js';
import type { Transaction } from '../store.js';

function stage(name: string, since: readonly number[], now: number) {
  const oldest = since.length > 0 ? (now - Math.min(...since)) / 1_000 : null;
  return { stage: name, waiting: since.length, oldest };
}

const owed = (tx: Transaction): number[] =>
  tx.find('outbox', (o) => ['waiting', 'leased'].includes(o.state)).map((o) => o.createdAt);

/** How long a timer has been due is known where its episode lives by our clock. */
function dueTimers(tx: Transaction, now: number, { clinic, same }: { clinic: number; same: boolean }) {
  const latest = Math.max(now, clinic);
  const due = tx.find('due_timer', (t) => t.dueAt <= latest && (t.dueAt <= clinic || t.knownAt > clinic));
  const ours = due.filter((t) => same || t.knownAt > clinic).map((t) => Math.max(t.dueAt, t.setAt));
  return { ...stage('timers', ours, now), waiting: due.length };
}

export const HEALTH_STATEMENTS: Statements = {
  'read-debts': function* (tx, [now, clinic, same]: [number, number, boolean]) {
    const marked = (isBulk: boolean) =>
      tx.find('dirty_episode', (m) => m.shard >= FIRST_BULK_SHARD === isBulk).map((m) => m.markedAt);
    const reading = [stage('follow', marked(false), now), stage('history', marked(true), now)];
    return [...reading, stage('deliver', owed(tx), now), dueTimers(tx, now, { clinic, same })];
  },

  /** Nobody is there to pause a queue, or to put anything right. */
  'read-pauses': function* () {
    return [];
  },
  'running-repairs': function* () {
    return [];
  },
  'forget-discarded': function* () {
    return 0;
  },
  'note-operation': function* () {
    return 1;
  },

  announce: function* (tx, [, payload]: [string, string]) {
    tx.notices.push(payload);
    return [{}];
  },
};
