export { type NewEvent } from './append.js';
export { Appender, AppenderFull } from './appender.js';
export {
  activateBuild,
  activeBuild,
  buildInForce,
  endBuild,
  foldUnder,
  revisionsOf,
  startBuild,
  type BuildInForce,
} from './builds.js';
export {
  FenceError,
  countAttempt,
  forgetAttempts,
  readCheckpoints,
  releaseQuarantine,
  saveCheckpoints,
  type Checkpoint,
  type NewCheckpoint,
  type StreamKey,
} from './checkpoints.js';
export { clearMarks, lockShard, markAgain, readMarks, staleShards, tryShard, type Mark } from './dirty.js';
export { appendGroup, type Appended } from './group.js';
export { EventLog1764000001000 } from './migrations/1764000001000-event-log.js';
export { BuildRules1764000005000 } from './migrations/1764000005000-build-rules.js';
export { RunsOfAShard1764000009000 } from './migrations/1764000009000-runs-of-a-shard.js';
export { Outbox1764000002000 } from './migrations/1764000002000-outbox.js';
export {
  dueDeliveries,
  holdDelivery,
  leaseDelivery,
  putDeliveries,
  recordAttempt,
  type DeliveryResult,
  type Leased,
  type NewDelivery,
} from './outbox.js';
export { findEvent, findPosition, headPosition, readFeed, readHeads } from './read-feed.js';
export { readStream, readStreams, streamKey } from './read-stream.js';
export { beginDrain, endDrain } from './shard-runs.js';
export { LIVE_SHARDS, SAFETY_SHARD, SHARDS, shardOf, type Lane } from './shards.js';
export { FLAG, type StoredEvent } from './stored-event.js';
export { dueTimers, saveTimers, type DueTimer } from './timers.js';
