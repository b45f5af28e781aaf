export { systemClock, type Clock } from './clock.js';
export { CONFIG_VARIABLES, type Config, type ConfigName } from './config-variables.js';
export { ConfigError, describeConfig, queueBackendOf, readConfig, type QueueBackendKind } from './config.js';
export { Database, isUnavailable, type Queryable, type Row } from './database.js';
export { ERROR_CODES, FAULT_CODES, type ErrorCode } from './error-codes.js';
export { startLocalPostgres, type LocalPostgres } from './local-postgres/local-postgres.js';
export { Closing, begin, closeOnSignal } from './lifecycle.js';
export { LIVE_CHANNEL, Listener } from './listener.js';
export { joinTexts, splitTexts } from './json-texts.js';
export { NestLogs, createLogger, quietly, type Logger } from './logging.js';
export { Loop, pause } from './loop.js';
export { Metrics } from './metrics.js';
export { runMigrations } from './migrate.js';
export { patiently } from './patiently.js';
export { RapportError, problemOf, type Problem } from './problem.js';
export { SpanKind, currentTraceparent, inSpan, startTelemetry } from './telemetry.js';
export {
  createSafeHttp,
  isPublicAddress,
  type SafeFailure,
  type SafeHttp,
  type SafeHttpOptions,
  type SafeOutcome,
  type SafeRequest,
  type UrlRefusal,
} from './safe-http.js';
export {
  MAX_SIGNATURES,
  WEBHOOK_SECRET_PATTERN,
  WEBHOOK_TOLERANCE_SECONDS,
  generateWebhookSecret,
  isWebhookSecret,
  signWebhook,
  verifyWebhook,
  type ReceivedMessage,
  type SignedMessage,
  type Verification,
  type WebhookSecret,
} from './standard-webhooks.js';
