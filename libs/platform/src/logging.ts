import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { linesForPeople } from './lines-for-people.js';

export type { Logger } from 'pino';

/** What asks Nest for the logger asks with this. */
export const LOGGER = Symbol('logger');

/**
 * Structured logs on stderr. Members that could carry a person's words or a secret are removed whatever the level;
 * the rule for callers is simpler: log ids, counts and codes.
 */
const HIDDEN = [
  'authorization',
  'cookie',
  'data',
  'payload',
  'body',
  'items',
  'answers',
  'secret',
  'secrets',
  'password',
  'settings',
];
/** At the top of an entry, and one and two levels down. */
export const REDACTION = { paths: HIDDEN.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), remove: true };

export function createLogger(level: string, name: string): Logger {
  return pino({ level, name, redact: REDACTION, base: { name } }, pino.destination({ dest: 2, sync: false }));
}

/** The same entries, as lines that somebody at the terminal reads. */
export function createReadableLogger(level: string, name: string): Logger {
  return pino({ level, name, redact: REDACTION, base: { name } }, linesForPeople(process.stderr));
}

/** Nest's own messages through the same logger. */
export class NestLogs implements LoggerService {
  constructor(private readonly logger: Logger) {}
  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }
  error(message: unknown, stack?: string, context?: string): void {
    this.logger.error({ context, stack }, String(message));
  }
  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }
  debug(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }
}

/** At most one line per key and interval: an outage must not fill the disk. */
export function throttledLog(
  everyMs: number,
  clock: { now(): number },
): (key: string, write: (suppressed: number) => void) => void {
  const last = new Map<string, { at: number; suppressed: number }>();
  return (key, write) => {
    const seen = last.get(key);
    if (seen && clock.now() - seen.at < everyMs) {
      seen.suppressed++;
      return;
    }
    write(seen?.suppressed ?? 0);
    last.set(key, { at: clock.now(), suppressed: 0 });
  };
}
