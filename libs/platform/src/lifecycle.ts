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

/** What was opened, to be closed in the opposite order, whenever the end comes. */
export class Closing {
  private readonly steps: (() => unknown)[] = [];

  add(step: () => unknown): void {
    this.steps.push(step);
  }

  async run(): Promise<void> {
    for (let step = this.steps.pop(); step; step = this.steps.pop()) await step();
  }
}

/**
 * Closes once, at the first SIGINT or SIGTERM. Made first thing in a process, so that a signal during the start ends it
 * as politely as any other. A second signal does not cut what is being finished; after 30 s the process ends anyway,
 * because leases and locks make that safe.
 */
export function closeOnSignal(logger: Logger): Closing {
  const closing = new Closing();
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping: finishing what was started');
    const hard = setTimeout(() => process.exit(1), GRACE_MS);
    hard.unref();
    closing
      .run()
      .then(() => process.exit(0))
      .catch((error: unknown) => {
        logger.error({ error: String(error) }, 'the stop was not clean');
        process.exit(1);
      });
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return closing;
}
