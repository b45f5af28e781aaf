export type { NewEvent } from './append.js';
export { Appender, AppenderFull } from './appender.js';
export { activateBuild, activeBuild, buildInForce, endBuild, foldUnder, revisionsOf, startBuild } from './builds.js';
export {
  type Checkpoint,
  ConcurrencyError,
  countAttempt,
  forgetAttempts,
  readCheckpoints,
  releaseQuarantine,
  saveCheckpoints,
  type StreamKey,
} from './checkpoints.js';
export { clearMarks, type DirtyMark, lockShard, markAgain, readMarks, staleShards, tryShard } from './dirty.js';
export type { Appended } from './group.js';
export { EventLog1764000001000 } from './migrations/1764000001000-event-log.js';
export { Outbox1764000002000 } from './migrations/1764000002000-outbox.js';
export { BuildRules1764000005000 } from './migrations/1764000005000-build-rules.js';
export { RunsOfAShard1764000009000 } from './migrations/1764000009000-runs-of-a-shard.js';
export {
  type DeliveryResult,
  dueDeliveries,
  holdDelivery,
  type Leased,
  leaseDelivery,
  type NewDelivery,
  putDeliveries,
  recordAttempt,
} from './outbox.js';
export { findEvent, findPosition, headPosition, readFeed, readHeads } from './read-feed.js';
export { readStream, readStreams, streamKey } from './read-stream.js';
export { beginDrain, endDrain } from './shard-runs.js';
export { type Lane, SAFETY_SHARD, shardOf, SHARDS } from './shards.js';
export { FLAG, type StoredEvent } from './stored-event.js';
export { type DueTimer, dueTimers, saveTimers } from './timers.js';
export { toClinicEvent } from './to-clinic-event.js';
