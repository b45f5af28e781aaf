/** Following: builds, checkpoints, dirty marks, shard runs, due times. */
import { REVISION } from '../rules.js';
import type { Statements } from '../statements.js';
import type { Transaction } from '../store.js';
import { keyOf, type CheckpointCells } from '../tables.js';

const pairs = (tenants: readonly number[], streams: readonly string[]) =>
  tenants.map((tenant, i) => ({ tenant, stream: streams[i] as string }));

type SaveValues = [build: number, number[], string[], from: number[], to: number[], states: string, now: number];
type AttemptValues = [build: number, tenant: number, stream: string, reason: string, now: number, most: number];

/** The row of a checkpoint that a try was counted on before anything was folded. */
const UNFOLDED = { version: 0, state: '', attempts: 0, quarantinedAt: null };

function* changeCheckpoint(
  tx: Transaction,
  [build, tenant, stream]: readonly [number, number, string],
  change: (was: CheckpointCells) => CheckpointCells | undefined,
): Generator<string, number> {
  const key = keyOf(build, tenant, stream);
  if (!tx.get('checkpoint', key)) return 0;
  yield `checkpoint ${key}`;
  const was = tx.get('checkpoint', key);
  const is = was && change(was);
  if (is) tx.put('checkpoint', key, is);
  return is ? 1 : 0;
}

const CHECKPOINTS: Statements = {
  'read-checkpoints': function* (tx, [build, tenants, streams]: [number, number[], string[]]) {
    return pairs(tenants, streams).flatMap(({ tenant, stream }) => {
      const row = tx.get('checkpoint', keyOf(build, tenant, stream));
      return row ? [{ ...row, quarantined: row.quarantinedAt !== null }] : [];
    });
  },

  'read-folded-state': function* (tx, [tenant, stream]: [number, string]) {
    const active = tx.find('build', (b) => b.state === 'active')[0]?.id ?? 0;
    const row = tx.get('checkpoint', keyOf(active, tenant, stream));
    return row && row.state !== '' ? [{ state: row.state }] : [];
  },

  'save-checkpoints': function* (tx, [build, tenants, streams, from, to, states]: SaveValues) {
    const texts = states.split('\x1e');
    let written = 0;
    for (const [i, { tenant, stream }] of pairs(tenants, streams).entries()) {
      const key = keyOf(build, tenant, stream);
      yield `checkpoint ${key}`;
      const was = tx.get('checkpoint', key);
      if (was && was.version !== from[i] && tx.mutant !== 'nobody-takes-turns') continue;
      const fresh = { version: to[i] as number, state: texts[i] as string, attempts: 0 };
      tx.put('checkpoint', key, { ...UNFOLDED, ...was, build, tenant, stream, ...fresh });
      written++;
    }
    return written;
  },

  'count-attempt': function* (tx, [build, tenant, stream, , now, most]: AttemptValues) {
    const key = keyOf(build, tenant, stream);
    yield `checkpoint ${key}`;
    const was = tx.get('checkpoint', key);
    if (was && was.quarantinedAt !== null) return [];
    const attempts = (was?.attempts ?? 0) + 1;
    const quarantinedAt = was && was.attempts >= most ? now : null;
    tx.put('checkpoint', key, { ...UNFOLDED, ...was, build, tenant, stream, attempts, quarantinedAt });
    return [{ quarantined: quarantinedAt !== null }];
  },

  'forget-attempts': (tx, values: [number, number, string]) =>
    changeCheckpoint(tx, values, (was) => (was.quarantinedAt === null ? { ...was, attempts: 0 } : undefined)),

  'release-quarantine': (tx, values: [number, number, string]) =>
    changeCheckpoint(tx, values, (was) =>
      was.quarantinedAt === null ? undefined : { ...was, attempts: 0, quarantinedAt: null },
    ),
};

const MARKS: Statements = {
  'lock-shard': function* (tx, [shard]: [number]) {
    if (tx.mutant !== 'nobody-takes-turns') yield `shard ${shard}`;
    return [{}];
  },

  'try-shard': function* (tx, [shard]: [number]) {
    return [{ free: tx.store.lock(tx, `shard ${shard}`) }];
  },

  'read-marks': function* (tx, [shard, limit]: [number, number]) {
    const marks = tx.find('dirty_episode', (m) => m.shard === shard);
    return marks
      .sort((a, b) => a.markedAt - b.markedAt)
      .slice(0, limit)
      .map(({ tenant, stream, head }) => ({ tenant, stream, head }));
  },

  'clear-marks': function* (tx, [tenants, streams, heads, asOf]: [number[], string[], number[], number]) {
    let cleared = 0;
    for (const [i, { tenant, stream }] of pairs(tenants, streams).entries()) {
      const key = keyOf(tenant, stream);
      const mark = tx.get('dirty_episode', key);
      if (!mark || !tx.store.lock(tx, `dirty_episode ${key}`)) continue;
      const reached = mark.head <= (heads[i] as number) || tx.mutant === 'mark-is-always-cleared';
      tx.put('dirty_episode', key, reached ? undefined : { ...mark, markedAt: Math.max(mark.markedAt, asOf) });
      if (reached) cleared++;
    }
    return cleared;
  },

  'stale-shards': function* (tx, [before]: [number]) {
    const shards = tx.find('dirty_episode', (m) => m.markedAt <= before).map((m) => m.shard);
    return [...new Set(shards)].sort((a, b) => a - b).map((shard) => ({ shard }));
  },

  'mark-again': function* (tx, [tenant, stream, shard, now]: [number, string, number, number]) {
    const key = keyOf(tenant, stream);
    const head = tx.get('stream', key)?.head;
    if (head === undefined) return 0;
    yield `dirty_episode ${key}`;
    const was = tx.get('dirty_episode', key) ?? { tenant, stream, shard, head, markedAt: now };
    tx.put('dirty_episode', key, { ...was, shard: Math.min(shard, was.shard), head: Math.max(head, was.head) });
    return 1;
  },
};

const runKey = (shard: number, owner: string): string => `${shard} ${owner}`;
/** A drain is called after its process and its shard. */
const processOf = (owner: string): string => owner.split('/')[0] ?? '';

const RUNS_AND_TIMERS: Statements = {
  'active-build': function* (tx) {
    return tx.find('build', (b) => b.state === 'active');
  },

  'build-in-force': function* (tx) {
    return tx.find('build', (b) => b.state === 'active').map((b) => ({ ...b, tenant: 1, revision: REVISION }));
  },

  'begin-drain': function* (tx, [shard, owner]: [number, string]) {
    const gone = tx.find('shard_run', (r) => r.shard === shard && r.owner !== owner && !tx.lives(processOf(r.owner)));
    let told = 0;
    for (const run of gone) {
      yield `shard_run ${runKey(shard, run.owner)}`;
      // somebody else may have taken it to its account meanwhile
      if (!tx.get('shard_run', runKey(shard, run.owner))) continue;
      tx.put('shard_run', runKey(shard, run.owner), undefined);
      told++;
    }
    yield `shard_run ${runKey(shard, owner)}`;
    tx.put('shard_run', runKey(shard, owner), { shard, owner });
    return [{ crashed: told > 0 }];
  },

  'end-drain': function* (tx, [shard, owner]: [number, string]) {
    if (!tx.get('shard_run', runKey(shard, owner))) return 0;
    yield `shard_run ${runKey(shard, owner)}`;
    if (!tx.get('shard_run', runKey(shard, owner))) return 0;
    tx.put('shard_run', runKey(shard, owner), undefined);
    return 1;
  },

  'clear-timers': function* (tx, [tenants, streams]: [number[], string[]]) {
    const keys = pairs(tenants, streams).map(({ tenant, stream }) => keyOf(tenant, stream));
    for (const key of keys.filter((k) => tx.get('due_timer', k))) {
      if (tx.mutant === 'timers-stay') continue;
      yield `due_timer ${key}`;
      tx.put('due_timer', key, undefined);
    }
    return keys.length;
  },

  'set-timers': function* (
    tx,
    [tenants, streams, due, reasons, known, now]: [number[], string[], number[], string[], number[], number],
  ) {
    for (const [i, { tenant, stream }] of pairs(tenants, streams).entries()) {
      yield `due_timer ${keyOf(tenant, stream)}`;
      const before = tx.get('due_timer', keyOf(tenant, stream));
      const timer = {
        tenant,
        stream,
        dueAt: due[i] as number,
        reason: reasons[i] as string,
        knownAt: known[i] as number,
        setAt: before && before.dueAt === due[i] ? before.setAt : now,
      };
      tx.put('due_timer', keyOf(tenant, stream), timer);
    }
    return tenants.length;
  },

  'due-timers': function* (tx, [clinic, latest, limit]: [number, number, number]) {
    const due = tx.find('due_timer', (t) => t.dueAt <= latest && (t.dueAt <= clinic || t.knownAt > clinic));
    return due
      .sort((a, b) => a.dueAt - b.dueAt)
      .slice(0, limit)
      .map(({ knownAt, ...timer }) => ({ ...timer, ahead: knownAt > clinic }));
  },
};

export const FOLLOW_STATEMENTS: Statements = { ...CHECKPOINTS, ...MARKS, ...RUNS_AND_TIMERS };
