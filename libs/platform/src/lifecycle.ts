/** The life of a process: faults of the configuration end it before it begins, signals end it politely. */
import { SECOND } from '#lib/kernel';
import { ConfigError } from './config.js';
import type { Logger } from './logging.js';

const EX_CONFIG = 78;
const GRACE_MS = 30 * SECOND;

/** Runs `main`; a wrong configuration is printed, one line per fault, and exits with 78; any other failure with 1. */
export function begin(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    const config = error instanceof ConfigError;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (!config && error instanceof Error && error.cause) process.stderr.write(`cause: ${String(error.cause)}\n`);
    process.exit(config ? EX_CONFIG : 1);
  });
}

/**
 * Calls `stop` once, at the first SIGINT or SIGTERM. A second signal does not cut what is being finished; after 30 s the
 * process ends anyway, because leases and locks make that safe.
 */
export function endOnSignal(logger: Logger, stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping: finishing what was begun');
    const hard = setTimeout(() => process.exit(1), GRACE_MS);
    hard.unref();
    stop()
      .then(() => process.exit(0))
      .catch((error: unknown) => {
        logger.error({ error: String(error) }, 'the stop was not clean');
        process.exit(1);
      });
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}
