import {
  activeBuild,
  beginDrain,
  buildInForce,
  clearMarks,
  countAttempt,
  dueTimers,
  endDrain,
  forgetAttempts,
  lockShard,
  markAgain,
  markForeign,
  markPeople,
  missingCopies,
  peopleWithNews,
  readCheckpoints,
  readFoldedState,
  readMarks,
  releaseQuarantine,
  saveCheckpoints,
  saveTimers,
  staleShards,
  tryShard,
  type StreamKey,
} from '#lib/eventlog';
import type { Queryable } from '#lib/platform';
import type { Chance } from '../chance.js';
import { anyTime, BUILDS, OWNERS, SHARDS, someKeys, STREAMS, TENANTS, type Rows } from './any-rows.js';
import type { Ask, Comparisons } from './comparison.js';

const anyKey = (chance: Chance): StreamKey => ({ tenant: chance.pick(TENANTS), stream: chance.pick(STREAMS) });

/** A question about one checkpoint of one build. */
const ofOne = (ask: (db: Queryable, build: number, key: StreamKey) => Promise<unknown>) => ({
  draw: (chance: Chance): Ask => {
    const build = chance.pick(BUILDS);
    const key = anyKey(chance);
    return (db) => ask(db, build, key);
  },
});
const ofShard = (ask: (db: Queryable, shard: number) => Promise<unknown>) => ({
  draw: (chance: Chance): Ask => {
    const shard = chance.pick(SHARDS);
    return (db) => ask(db, shard);
  },
});

function drawSaved(chance: Chance, { checkpoint }: Rows): Ask {
  const build = chance.pick(BUILDS);
  const checkpoints = someKeys(chance).map((key) => {
    const was = checkpoint.find((c) => c.build === build && c.tenant === key.tenant && c.stream === key.stream);
    const from = chance.happens(0.9) ? (was?.version ?? 0) : chance.below(4);
    return { ...key, from, version: from + 1, state: chance.pick(['{}', '{"said":"ä"}']) };
  });
  const now = anyTime(chance);
  return (db) => saveCheckpoints(db, build, { checkpoints, now });
}

const CHECKPOINTS: Comparisons = {
  'active-build': { draw: () => (db) => activeBuild(db) },
  'build-in-force': {
    draw: (chance) => {
      const tenants = chance.pick([[1], TENANTS]);
      return (db) => buildInForce(db, tenants);
    },
  },
  'read-checkpoints': {
    draw: (chance) => {
      const build = chance.pick(BUILDS);
      const keys = someKeys(chance);
      return (db) => readCheckpoints(db, build, keys);
    },
  },
  'read-folded-state': {
    draw: (chance) => {
      const key = anyKey(chance);
      return (db) => readFoldedState(db, key);
    },
  },
  'save-checkpoints': { draw: drawSaved },
  'count-attempt': {
    draw: (chance) => {
      const build = chance.pick(BUILDS);
      const attempt = { key: anyKey(chance), reason: 'it failed', now: anyTime(chance) };
      return (db) => countAttempt(db, build, attempt);
    },
  },
  'forget-attempts': ofOne(forgetAttempts),
  'release-quarantine': ofOne(releaseQuarantine),
};

const MARKS: Comparisons = {
  'lock-shard': ofShard(lockShard),
  'try-shard': ofShard(tryShard),
  'read-marks': {
    inOrder: true,
    draw: (chance) => {
      const shard = chance.pick(SHARDS);
      const limit = chance.between(1, 4);
      return (db) => readMarks(db, shard, limit);
    },
  },
  'clear-marks': {
    draw: (chance) => {
      const reached = someKeys(chance).map((key) => ({ ...key, head: chance.below(6) }));
      const asOf = anyTime(chance);
      return (db) => clearMarks(db, reached, asOf);
    },
  },
  'stale-shards': {
    inOrder: true,
    draw: (chance) => {
      const now = anyTime(chance);
      return (db) => staleShards(db, 60_000, now);
    },
  },
  'mark-again': {
    draw: (chance) => {
      const { tenant, stream } = anyKey(chance);
      const mark = { stream, shard: chance.pick(SHARDS), now: anyTime(chance) };
      return (db) => markAgain(db, tenant, mark);
    },
  },
  'mark-people': {
    draw: (chance) => {
      const some = someKeys(chance).map((key) => ({ ...key, shard: chance.pick(SHARDS) }));
      // two episodes of a group may have the same clinician
      const people = [...some, ...some.filter(() => chance.happens(0.3))];
      const now = anyTime(chance);
      return (db) => markPeople(db, people, now);
    },
  },
  'people-with-news': {
    inOrder: true,
    draw: (chance) => {
      const people = someKeys(chance).map(({ tenant, stream }) => {
        return { tenant, person: stream, episode: 'e-1', isNew: chance.happens(0.5) };
      });
      return (db) => peopleWithNews(db, people);
    },
  },
  'missing-copies': {
    inOrder: true,
    draw: (chance) => {
      const people = someKeys(chance).map(({ tenant, stream }) => ({ tenant, person: stream, episode: 'e-1' }));
      const limit = chance.between(1, 6);
      return (db) => missingCopies(db, people, limit);
    },
  },
  'mark-foreign': {
    draw: (chance) => {
      const episodes = someKeys(chance).map((key) => ({ ...key, shard: chance.pick(SHARDS), head: chance.below(6) }));
      const now = anyTime(chance);
      return (db) => markForeign(db, episodes, now);
    },
  },
};

const RUNS_AND_TIMERS: Comparisons = {
  'begin-drain': {
    draw: (chance) => {
      const shard = chance.pick(SHARDS);
      const run = { owner: chance.pick(OWNERS), now: anyTime(chance) };
      return (db) => beginDrain(db, shard, run);
    },
  },
  'end-drain': {
    draw: (chance) => {
      const shard = chance.pick(SHARDS);
      const owner = chance.pick(OWNERS);
      return (db) => endDrain(db, shard, owner);
    },
  },
  'set-timers': {
    also: 'clear-timers',
    draw: (chance) => {
      const timers = someKeys(chance).map((key) => {
        const dueAt = chance.pick([undefined, anyTime(chance)]);
        return { ...key, dueAt, reason: 'next', knownAt: anyTime(chance) };
      });
      const now = anyTime(chance);
      return (db) => saveTimers(db, timers, now);
    },
  },
  'due-timers': {
    inOrder: true,
    draw: (chance) => {
      const clocks = { clinic: anyTime(chance), wall: anyTime(chance) };
      const limit = chance.between(1, 4);
      return (db) => dueTimers(db, clocks, limit);
    },
  },
};

export const FOLLOW_COMPARISONS: Comparisons = { ...CHECKPOINTS, ...MARKS, ...RUNS_AND_TIMERS };
