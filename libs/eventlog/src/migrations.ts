/** Every migration of this room; a file of `migrations/` that is missing here fails a test that says so. */
import { EventLog1764000001000 } from './migrations/1764000001000-event-log.js';
import { Outbox1764000002000 } from './migrations/1764000002000-outbox.js';
import { BuildRules1764000005000 } from './migrations/1764000005000-build-rules.js';
import { RunsOfAShard1764000009000 } from './migrations/1764000009000-runs-of-a-shard.js';
import { TimersKnownAt1764000010000 } from './migrations/1764000010000-timers-known-at.js';
import { SignedRequests1764000012700 } from './migrations/1764000012700-signed-requests.js';
import { WorkerBeats1764000014100 } from './migrations/1764000014100-worker-beats.js';
import { TimersSetAt1764000014120 } from './migrations/1764000014120-timers-set-at.js';
import { InboundLog1764000014200 } from './migrations/1764000014200-inbound-log.js';
import { ExpandFailedWork1764000014500 } from './migrations/1764000014500-expand-failed-work.js';
import { ExpandInboundIndexes1764000014600 } from './migrations/1764000014600-expand-inbound-indexes.js';

export const MIGRATIONS = [
  EventLog1764000001000,
  Outbox1764000002000,
  BuildRules1764000005000,
  RunsOfAShard1764000009000,
  TimersKnownAt1764000010000,
  SignedRequests1764000012700,
  WorkerBeats1764000014100,
  TimersSetAt1764000014120,
  InboundLog1764000014200,
  ExpandFailedWork1764000014500,
  ExpandInboundIndexes1764000014600,
];
