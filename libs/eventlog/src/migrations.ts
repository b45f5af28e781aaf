/** Every migration of this room; a file of `migrations/` that is missing here fails a test that says so. */
import { EventLog1764000001000 } from './migrations/1764000001000-event-log.js';
import { Outbox1764000002000 } from './migrations/1764000002000-outbox.js';
import { BuildRules1764000005000 } from './migrations/1764000005000-build-rules.js';
import { RunsOfAShard1764000009000 } from './migrations/1764000009000-runs-of-a-shard.js';
import { TimersKnownAt1764000010000 } from './migrations/1764000010000-timers-known-at.js';
import { SignedRequests1764000012700 } from './migrations/1764000012700-signed-requests.js';

export const MIGRATIONS = [
  EventLog1764000001000,
  Outbox1764000002000,
  BuildRules1764000005000,
  RunsOfAShard1764000009000,
  TimersKnownAt1764000010000,
  SignedRequests1764000012700,
];
