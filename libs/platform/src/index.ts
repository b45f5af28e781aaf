export { ClinicClock, Clock, systemClock } from './clock.js';
export { type Config, CONFIG_VARIABLES } from './config-variables.js';
export { ConfigError, describeConfig, queueBackendOf, readConfig } from './config.js';
export { Database, isUnavailable, type Queryable, type Row } from './database.js';
export { ERROR_CODES, type ErrorCode, FAULT_CODES } from './error-codes.js';
export { joinTexts, splitTexts } from './json-texts.js';
export { begin, closeOnSignal, Closing } from './lifecycle.js';
export { Listener, LIVE_CHANNEL } from './listener.js';
export { createLogger, type Logger, LOGGER, NestLogs, throttledLog } from './logging.js';
export { Loop, pause } from './loop.js';
export { Metrics } from './metrics.js';
export { appliedMigrations, runMigrations } from './migrate.js';
export { type Problem, problemOf, RapportError } from './problem.js';
export { retryUntilAvailable } from './retry-until-available.js';
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
