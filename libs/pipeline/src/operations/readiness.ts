/** Can this process do its work? The stores are asked at most once a second, however often it is asked itself. */
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import {
  Clock,
  Database,
  LOGGER,
  Probe,
  appliedMigrations,
  knownMigrations,
  schemaGap,
  takesNoWrites,
  type Logger,
} from '#lib/platform';
import { Waker, queuesAnswer } from '#lib/queues';

/** `degraded`: the queue store is away, and everything goes on more slowly. */
export type ReadyStatus = 'ready' | 'degraded' | 'unavailable';
export interface Ready {
  readonly status: ReadyStatus;
  /** With `unavailable`: the database is away or takes no writes, or its tables are of an earlier or a later version. */
  readonly reason?: UnreadyReason;
}
export type UnreadyReason = 'database_away' | 'database_read_only' | 'migrations_pending' | 'migrations_unknown';

const FRESH_MS = 1_000;

@Injectable()
export class Readiness implements BeforeApplicationShutdown {
  private last: { readonly at: number; readonly found: Promise<Ready> } | undefined;
  private readonly probe: Probe;
  private readonly known: readonly string[];
  private said: UnreadyReason | undefined;

  constructor(
    db: Database,
    private readonly waker: Waker,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.probe = new Probe(db, 'rapport-health');
    this.known = knownMigrations(db);
  }

  look(): Promise<Ready> {
    const now = this.clock.now();
    if (!this.last || Math.abs(now - this.last.at) > FRESH_MS) this.last = { at: now, found: this.ask() };
    return this.last.found;
  }

  private async ask(): Promise<Ready> {
    const { reason, error } = await this.reasonAgainst();
    if (reason && reason !== this.said) this.logger.error({ reason, error }, 'this process is not ready');
    this.said = reason;
    if (reason) return { status: 'unavailable', reason };
    return { status: (await queuesAnswer(this.waker.all())) ? 'ready' : 'degraded' };
  }

  private async reasonAgainst(): Promise<{ readonly reason?: UnreadyReason; readonly error?: string }> {
    try {
      const gap = schemaGap(this.known, await appliedMigrations(this.probe));
      if (gap.unknown.length > 0) return { reason: 'migrations_unknown' };
      if (gap.pending.length > 0) return { reason: 'migrations_pending' };
      return (await takesNoWrites(this.probe)) ? { reason: 'database_read_only' } : {};
    } catch (error) {
      return { reason: 'database_away', error: String(error) };
    }
  }

  beforeApplicationShutdown(): void {
    this.probe.close();
  }
}
