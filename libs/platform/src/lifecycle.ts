/** The life of a process: faults of the configuration end it before it begins, signals end it politely. */
import { SECOND } from '#lib/kernel';
import { ConfigError } from './config.js';
import type { Logger } from './logging.js';
import { nextOfOpening } from './opening.js';
import { SchemaMismatch } from './schema.js';

const EX_CONFIG = 78;
const GRACE_MS = 30 * SECOND;

/** What was opened, to be closed in the opposite order, whenever the end comes. */
export class Closing {
  private readonly steps: (() => unknown)[] = [];
  private ended: Promise<void> | undefined;

  /** What is opened while everything is being closed is closed as well, at once. */
  add(step: () => unknown): void {
    if (this.ended)
      void Promise.resolve()
        .then(step)
        .catch(() => undefined);
    else this.steps.push(step);
  }

  /** For what is being opened: whoever ends meanwhile waits for it, and closes it. Answers what was opened. */
  async opening<T>(work: Promise<T>, close: (opened: T) => unknown): Promise<T> {
    this.add(() => work.then(close, () => undefined));
    return work;
  }

  get begun(): boolean {
    return this.ended !== undefined;
  }

  /** Once, however often it is asked. One step that fails does not keep the others from being done. */
  run(): Promise<void> {
    return (this.ended ??= this.closeAll());
  }

  private async closeAll(): Promise<void> {
    let failure: { readonly error: unknown } | undefined;
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      try {
        await step();
      } catch (error) {
        failure ??= { error };
      }
    }
    if (failure) throw failure.error;
  }
}

/** Of this process; `begin` closes what a start that failed has opened. */
let opened: Closing | undefined;

/**
 * Runs `main`; a wrong configuration is printed, one line per fault, and exits with 78; any other failure with 1. What
 * was opened is closed first. Once a signal has come, what fails fails because everything is being closed.
 */
export function begin(main: () => Promise<void>): void {
  main().catch(async (error: unknown) => {
    if (opened?.begun) return;
    process.stderr.write(inWords(error));
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    await opened?.run().catch(() => undefined);
    process.exit(error instanceof ConfigError ? EX_CONFIG : 1);
  });
}

/** What a start ends with: the fault, what was behind it, and what to do where that is known. */
export function inWords(error: unknown): string {
  if (!(error instanceof Error)) return `${String(error)}\n`;
  if (error instanceof ConfigError) return `${error.message}\n`;
  if (error instanceof SchemaMismatch) return `${error.message}\n  next: ${error.next}\n`;
  const said = error.message || String((error as { code?: string }).code ?? error.name);
  const cause = error.cause ? `cause: ${String(error.cause)}\n` : '';
  const next = nextOfOpening(error);
  return next === undefined ? `${said}\n${cause}` : `the database cannot be used: ${said}\n${cause}  next: ${next}\n`;
}

/**
 * Closes once, at the first SIGINT or SIGTERM. Made first thing in a process, so that a signal during the start ends it
 * as politely as any other. A second signal does not cut what is being finished; after 30 s the process ends anyway,
 * because leases and locks make that safe.
 */
export function closeOnSignal(logger: Logger): Closing {
  const closing = new Closing();
  opened = closing;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (closing.begun) return;
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
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  return closing;
}
