/**
 * What came to the door is noted after its answer, many at a time: nobody waits for it, and nothing else does worse when
 * it cannot be written. What does not fit is counted.
 */
import { Loop, isUnavailable, throttledLog, type Clock, type Database, type Logger, type Metrics } from '#lib/platform';
import { noteInbound, type InboundEntry } from './inbound.js';

const WRITE_EVERY_MS = 250;
const AT_ONCE = 1_000;
/** Waiting to be written, while the database is away. */
const MOST = 10_000;

export interface InboundParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Where the door notes what came. */
export abstract class InboundLog {
  abstract note(entries: readonly InboundEntry[]): void;
  abstract close(): Promise<void>;
}

/** For a process without a door, and for tests that look elsewhere. */
export const NO_INBOUND_LOG: InboundLog = { note: () => undefined, close: () => Promise.resolve() };

export class BufferedInboundLog extends InboundLog {
  private readonly waiting: InboundEntry[] = [];
  private readonly loop: Loop;
  private isStarted = false;
  private readonly say: ReturnType<typeof throttledLog>;

  constructor(private readonly parts: InboundParts) {
    super();
    this.say = throttledLog(10_000, parts.clock);
    this.loop = new Loop({
      pauseMs: WRITE_EVERY_MS,
      step: () => this.write(),
      onError: (error) => this.failed(error),
    });
  }

  note(entries: readonly InboundEntry[]): void {
    for (const entry of entries) this.count(entry);
    const room = MOST - this.waiting.length;
    if (entries.length > room) this.parts.metrics.inboundUnlogged.inc(entries.length - room);
    this.waiting.push(...entries.slice(0, Math.max(0, room)));
    if (this.isStarted) return;
    this.isStarted = true;
    this.loop.start();
  }

  private count({ verdict, codes, events }: InboundEntry): void {
    if (verdict !== 'refused') return;
    for (const reason of codes) this.parts.metrics.refused.inc({ reason }, events);
  }

  /** Everything that waits, one part after the other. */
  private async write(): Promise<void> {
    const { db, clock } = this.parts;
    while (this.waiting.length > 0) {
      const part = this.waiting.slice(0, AT_ONCE);
      await noteInbound(db, part, clock.now());
      this.waiting.splice(0, part.length);
    }
  }

  /** What cannot be written while the database is away waits on; what it does not take is let go. */
  private failed(error: unknown): void {
    const { logger, metrics } = this.parts;
    const isAway = isUnavailable(error);
    if (!isAway) metrics.inboundUnlogged.inc(this.waiting.splice(0, AT_ONCE).length);
    const what = isAway ? 'the database is unavailable' : 'the log at the door cannot be written';
    this.say(what, (suppressed) => logger.warn({ error: String(error), suppressed }, what));
  }

  async close(): Promise<void> {
    await this.loop.stop();
    await this.write().catch((error: unknown) => this.failed(error));
  }
}
