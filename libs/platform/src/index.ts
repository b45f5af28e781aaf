export { databaseHostOf, originsOf } from './addresses.js';
export { ClinicClock, Clock, systemClock } from './clock.js';
export { type Config, CONFIG_VARIABLES } from './config-variables.js';
export {
  auditAnchorOf,
  ConfigError,
  describeConfig,
  directUrlOf,
  isLoopback,
  openRedisNodes,
  redisNodes,
  queueBackendOf,
  readConfig,
  warningsOf,
  type Ways,
  withWays,
} from './config.js';
export { ANSWERING, ANSWERING_AND_WORKING, type Budget, Database, type Queryable, type Row } from './database.js';
export { DatabaseClock, databaseAhead, SAME_TIME_MS } from './database-clock.js';
export { ERROR_CODES, type ErrorCode, FAULT_CODES } from './error-codes.js';
export { joinTexts, splitTexts } from './json-texts.js';
export { begin, closeOnSignal, Closing } from './lifecycle.js';
export { outliveReader } from './lines-for-people.js';
export { Listener, LIVE_CHANNEL } from './listener.js';
export { createLogger, createReadableLogger, type Logger, LOGGER, NestLogs, throttledLog } from './logging.js';
export { Loop, pause } from './loop.js';
export { Metrics } from './metrics.js';
export { openingDatabase } from './opening.js';
export { isUnavailable } from './outage.js';
export { runMigrations } from './migrate.js';
export { refuseWrongWay } from './pooler.js';
export { freePort, needFreePort, nextFreePort, portFault, startFault } from './ports.js';
export { Probe } from './probe.js';
export { type Problem, problemOf, RapportError } from './problem.js';
export { retryUntilAvailable } from './retry-until-available.js';
export {
  appliedMigrations,
  knownMigrations,
  refuseOtherSchema,
  refuseStandby,
  schemaGap,
  SchemaMismatch,
  takesNoWrites,
} from './schema.js';
export { createSafeHttp, type SafeHttp } from './safe-http.js';
export type { SafeOutcome } from './safe-http/outcome.js';
export {
  generateWebhookSecret,
  isWebhookSecret,
  MAX_SIGNATURES,
  signWebhook,
  type Verification,
  verifyWebhook,
  WEBHOOK_SECRET_PATTERN,
  WEBHOOK_TOLERANCE_SECONDS,
  type WebhookSecret,
} from './standard-webhooks.js';
export { statement, type Statement } from './statement.js';
export { currentTraceparent, inSpan, SpanKind, startTelemetry } from './telemetry.js';
export { versionOf } from './version.js';
