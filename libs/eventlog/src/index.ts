export type { NewEvent } from './append.js';
export { Appender, AppenderFull } from './appender.js';
export {
  activateBuild,
  ACTIVE_BUILD,
  activeBuild,
  buildInForce,
  discardRevisions,
  endBuild,
  foldUnder,
  formatOf,
  hasFolded,
  leftoverBuilds,
  revisionsOf,
  setFormat,
  startBuild,
  tenantsOfLog,
} from './builds.js';
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
export {
  copyId,
  isCopy,
  type MissingCopy,
  missingCopies,
  peopleStreams,
  peopleWithNews,
  type PersonInEpisode,
  type PersonOfFold,
} from './copies.js';
export {
  clearMarks,
  type DirtyMark,
  lockShard,
  markAgain,
  markForeign,
  markPeople,
  readMarks,
  staleShards,
  tryLock,
  tryShard,
} from './dirty.js';
export { forgetDiscarded, noteDiscarded, readDiscarded } from './discarded.js';
export {
  type FailedDelivery,
  type FailedState,
  letBe,
  listFailed,
  type SeenDelivery,
  sendAgain,
} from './failed-deliveries.js';
export {
  findById,
  findByTrace,
  findDeliveries,
  findDeliveriesOf,
  findStreams,
  type FoundDelivery,
  type FoundStream,
  readRecordedAt,
  readShard,
} from './find-events.js';
export {
  type Apart,
  discardCheckpoints,
  findApart,
  type FoldedState,
  forgetCheckpoints,
  listSetAside,
  readFoldedState,
  readFoldedStates,
  readProgress,
  type SetAside,
  STATE_OF_L,
  type StreamProgress,
} from './folded-states.js';
export type { Appended } from './group.js';
export { type HeldEpisode, heldSince, listHeld } from './held-episodes.js';
export {
  countRefused,
  followInbound,
  INBOUND_VERDICTS,
  type InboundEntry,
  type InboundRow,
  type InboundVerdict,
  lastInbound,
  noteInbound,
  readInbound,
} from './inbound.js';
export { BufferedInboundLog, InboundLog, NO_INBOUND_LOG } from './inbound-log.js';
export { countAppended, findLogDamage, findStreamDamage, type LogDamage, type StreamDamage } from './log-damage.js';
export { MIGRATIONS } from './migrations.js';
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
export { beat, endBeats, type ProcessKind, readWorkers, type WorkersSeen } from './worker-beats.js';
export {
  type Debt,
  type DeliveryTrail,
  type FailedDeliveries,
  IS_SENT_OR_OWED,
  IS_TAKEN_OUTSIDE,
  listRetrying,
  OWED_OUTSIDE,
  type Retrying,
  listFailedDeliveries,
  readDebts,
  readDeliveryTrails,
} from './pending-work.js';
export { countStreams, findEvent, findPosition, headPosition, headsOf, readFeed, readHeads } from './read-feed.js';
export { readStream, readStreams, streamKey } from './read-stream.js';
export { beginDrain, endDrain } from './shard-runs.js';
export { FIRST_BULK_SHARD, type Lane, SAFETY_SHARD, shardOf, SHARDS } from './shards.js';
export { claimWebhookId } from './signed-requests.js';
export { isSourceKnown, listSources, readSilences, type SourceSilence } from './source-hours.js';
export { FLAG, OWN_SOURCE, type StoredEvent } from './stored-event.js';
export { type Clocks, type DueTimer, dueTimers, saveTimers } from './timers.js';
export { toClinicEvent } from './to-clinic-event.js';
export {
  type EventPlace,
  findPlaces,
  findUnread,
  isReread,
  listUnreadTypes,
  readUnread,
  rereadId,
  type UnreadType,
} from './unread-events.js';
