/**
 * The ack ledger. What is about to be sent is on disk before the first byte leaves, and what came back is written after;
 * so that whatever happens to anybody, it is known what was promised.
 */
import fs from 'node:fs';
import { hashOf, payloadOf, type SentEvent } from './events.js';
import type { Kind } from './plan.js';

export interface Entry {
  readonly source: string;
  readonly id: string;
  /** SHA-256 of the body that counts: of two that race for one id, the one that was taken. */
  hash: string;
  /** Answered 2xx at least once. */
  acknowledged: boolean;
  /** Answered 4xx at least once. */
  refused: boolean;
  /** At least once sent without learning what became of it. */
  unknown: boolean;
  /** Position in the log, when an answer told it. */
  position?: number;
}
export interface Answer {
  /** 0: nobody knows. */
  readonly status: number;
  readonly positions?: readonly (number | undefined)[];
}

export class Ledger {
  readonly entries = new Map<string, Entry>();
  /** Bodies that were sent under another event's id: none of them may be in the log. */
  readonly reused = new Map<string, Entry>();
  private readonly file: fs.promises.FileHandle;
  private waiting: { line: string; resolve: () => void; reject: (error: unknown) => void }[] = [];
  private writing = false;

  private constructor(file: fs.promises.FileHandle) {
    this.file = file;
  }

  static async open(file: string): Promise<Ledger> {
    return new Ledger(await fs.promises.open(file, 'a'));
  }

  find({ source, id }: Pick<SentEvent, 'source' | 'id'>): Entry | undefined {
    return this.entries.get(`${source}\n${id}`);
  }

  /** Returns when it is on disk. */
  async intend(kind: Kind, events: readonly SentEvent[]): Promise<Entry[]> {
    const entries = events.map((event) => this.entryFor(kind, event));
    await this.write(
      entries.map((e) => JSON.stringify({ intent: kind, source: e.source, id: e.id, hash: e.hash })).join('\n'),
    );
    return entries;
  }

  async settle(entries: readonly Entry[], { status, positions }: Answer): Promise<void> {
    entries.forEach((entry, i) => {
      if (status >= 200 && status < 300) entry.acknowledged = true;
      else if (status >= 400 && status < 500 && status !== 429) entry.refused = true;
      else entry.unknown = true;
      const position = positions?.[i];
      if (position !== undefined) entry.position = position;
    });
    await this.write(entries.map((e) => JSON.stringify({ outcome: status, source: e.source, id: e.id })).join('\n'));
  }

  get acknowledged(): number {
    return [...this.entries.values()].filter((e) => e.acknowledged).length;
  }

  private entryFor(kind: Kind, event: SentEvent): Entry {
    const place = kind === 'reuse' ? this.reused : this.entries;
    const key = `${event.source}\n${event.id}`;
    const known = place.get(key);
    if (known) return known;
    const { source, id } = event;
    const entry = { source, id, hash: hashOf(payloadOf(event)), acknowledged: false, refused: false, unknown: false };
    place.set(key, entry);
    return entry;
  }

  /** One fsync for all lines that gathered while the last one ran. */
  private write(line: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ line, resolve, reject });
      if (!this.writing) void this.flush();
    });
  }

  private async flush(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      const group = this.waiting.splice(0);
      try {
        await this.file.appendFile(`${group.map((w) => w.line).join('\n')}\n`);
        await this.file.datasync();
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.writing = false;
  }

  close(): Promise<void> {
    return this.file.close();
  }
}
