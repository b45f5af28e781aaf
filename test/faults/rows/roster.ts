/** Every fault that is tried, in the order in which it is tried. A new row is one object in a file here and one line below. */
import { loopBlocked, starved } from './busy.rows.js';
import { badReceiver, farAway, nearlyTooSlow, storm } from './channel.rows.js';
import { apiSkewed, workersSkewed } from './clock.rows.js';
import { payloadChanged, rowDeleted } from './damage.rows.js';
import { diskFull } from './disk.rows.js';
import { deaf, leaked, longElsewhere, neverVacuumed, poolHeld, writesFirst } from './locks.rows.js';
import { redisFailover, redisFull, redisPaused, redisSilent, staleKeys } from './redis-degraded.rows.js';
import { coldStarts, standby } from './start.rows.js';
import { commitUnknown, killedAfterCommit, killedBeforeCommit } from './append.rows.js';
import {
  backendsTerminated,
  clientsTerminated,
  commitOrder,
  databaseDown,
  immediateRestarts,
} from './database.rows.js';
import { lateAndShuffled, otherBodyAtOnce, sameAtOnce } from './input.rows.js';
import { poisonKills, poisonThrows } from './poison.rows.js';
import { rebuildUnderLoad } from './rebuild.rows.js';
import { flushed, redisAbsent, redisKilled, redisPowerCut } from './redis.rows.js';
import type { FaultRow } from './row.js';
import { politeStop } from './shutdown.rows.js';
import { frozen, killedAfterFollow, killedAfterSend, killedFiveTimes, killedMidBatch } from './worker.rows.js';

export const ROWS: readonly FaultRow[] = [
  killedAfterCommit,
  killedBeforeCommit,
  killedMidBatch,
  killedAfterFollow,
  killedFiveTimes,
  killedAfterSend,
  frozen,
  clientsTerminated,
  politeStop,
  flushed,
  redisKilled,
  redisPowerCut,
  redisAbsent,
  backendsTerminated,
  immediateRestarts,
  databaseDown,
  commitUnknown,
  commitOrder,
  poisonThrows,
  poisonKills,
  lateAndShuffled,
  sameAtOnce,
  otherBodyAtOnce,
  rebuildUnderLoad,
  loopBlocked,
  coldStarts,
  starved,
  redisFull,
  redisFailover,
  redisPaused,
  redisSilent,
  staleKeys,
  diskFull,
  longElsewhere,
  leaked,
  poolHeld,
  deaf,
  writesFirst,
  neverVacuumed,
  payloadChanged,
  rowDeleted,
  standby,
  workersSkewed,
  apiSkewed,
  badReceiver,
  nearlyTooSlow,
  farAway,
  storm,
];
