/**
 * The end of each chain, kept outside the database: who owns the database can rewrite a whole chain, and cannot make it
 * fit what was written down elsewhere. One line of JSON per clinic that moved, every hour and when the process stops.
 */
import { open, readFile } from 'node:fs/promises';
import { HOUR, toIso } from '#lib/kernel';
import { Loop, type Clock, type Database } from '#lib/platform';
import { readChainEnds, type ChainEnd } from './read-entries.js';

export interface AnchoredEnd {
  /** RFC 3339. */
  readonly at: string;
  /** The clinic's slug. */
  readonly clinic: string;
  readonly seq: number;
  /** In hexadecimal digits. */
  readonly hash: string;
}

export interface AnchorFile {
  readonly ends: readonly AnchoredEnd[];
  /** Numbers of the lines that nobody can read: of a process that was killed while it wrote, or changed by somebody. */
  readonly unread: readonly number[];
}

/** Undefined where there is no such file. */
export async function readAnchorFile(file: string): Promise<AnchorFile | undefined> {
  const text = await readFile(file, 'utf8').catch(orUndefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n').map((line, i) => ({ line, number: i + 1 }));
  const read = lines.filter(({ line }) => line !== '').map(({ line, number }) => ({ number, end: anchoredEnd(line) }));
  return {
    ends: read.flatMap(({ end }) => end ?? []),
    unread: read.filter(({ end }) => end === undefined).map(({ number }) => number),
  };
}

function orUndefined(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

function anchoredEnd(line: string): AnchoredEnd | undefined {
  try {
    const { at, clinic, seq, hash } = JSON.parse(line) as Partial<Record<keyof AnchoredEnd, unknown>>;
    const isWhole = [at, clinic, hash].every((text) => typeof text === 'string') && Number.isSafeInteger(seq);
    return isWhole ? ({ at, clinic, seq, hash } as AnchoredEnd) : undefined;
  } catch {
    return undefined;
  }
}

export interface AnchorParts {
  readonly file: string;
  readonly db: Database;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

export class AuditAnchor {
  private readonly loop: Loop;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly parts: AnchorParts) {
    this.loop = new Loop({ pauseMs: HOUR, step: () => this.write(), onError: parts.onError });
  }

  /** Writes at once, so that a file that cannot be written shows when the process starts. */
  start(): this {
    this.write().catch(this.parts.onError);
    this.loop.start();
    return this;
  }

  /** One after the other, so that no end is written twice. */
  write(): Promise<void> {
    const next = this.writing.then(() => this.writeNow());
    this.writing = next.catch(() => undefined);
    return next;
  }

  private async writeNow(): Promise<void> {
    const { file, db, clock } = this.parts;
    const at = toIso(clock.now());
    // read again each time: several processes may share the file
    const last = new Map((await readAnchorFile(file))?.ends.map(({ clinic, hash }) => [clinic, hash]));
    const now = (await readChainEnds(db)).flatMap((end) => anchorOf(end, at));
    const moved = now.filter(({ clinic, hash }) => last.get(clinic) !== hash);
    if (moved.length > 0)
      await append(
        file,
        moved.map((end) => JSON.stringify(end)),
      );
  }

  async close(): Promise<void> {
    await this.loop.stop();
    await this.write().catch(this.parts.onError);
  }
}

/** A clinic that is gone has no name any more. */
const anchorOf = ({ clinic, seq, hash }: ChainEnd, at: string): AnchoredEnd[] =>
  clinic === null ? [] : [{ at, clinic, seq, hash: hash.toString('hex') }];

/** A line that a killed process did not finish stays as it is: what comes next begins on a line of its own. */
async function append(file: string, lines: readonly string[]): Promise<void> {
  const handle = await open(file, 'a+', 0o640);
  try {
    const { size } = await handle.stat();
    const { buffer } = await handle.read({ buffer: Buffer.alloc(1), position: Math.max(0, size - 1) });
    const isTorn = size > 0 && buffer.toString() !== '\n';
    await handle.appendFile(`${isTorn ? '\n' : ''}${lines.join('\n')}\n`);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}
