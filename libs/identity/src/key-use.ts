/**
 * When keys and signing secrets were last used, to the minute: noted in memory and written now and then, many at a time.
 * A process that is killed forgets the last minute of it, and nobody waits for it.
 */
import { MINUTE, SECOND } from '#lib/kernel';
import { Loop, statement, type Clock, type Database, type Statement } from '#lib/platform';

const WRITE_EVERY_MS = 20 * SECOND;

const NOTE_KEYS = statement('note-key-use')`
  UPDATE api_key k SET last_used_at = to_timestamp(u.at / 1000) FROM unnest($1::text[], $2::float8[]) AS u(what, at)
  WHERE k.id = u.what AND (k.last_used_at IS NULL OR k.last_used_at < to_timestamp(u.at / 1000))`;
const NOTE_SECRETS = statement('note-secret-use')`
  UPDATE signing_secret s SET last_used_at = to_timestamp(u.at / 1000) FROM unnest($1::text[], $2::float8[]) AS u(what, at)
  WHERE s.secret = u.what AND (s.last_used_at IS NULL OR s.last_used_at < to_timestamp(u.at / 1000))`;

export class KeyUse {
  /** When each was used since the last time it was written. */
  private readonly keys = new Map<string, number>();
  private readonly secrets = new Map<string, number>();
  private readonly written = new Map<string, number>();
  private readonly loop: Loop;
  private isStarted = false;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    onError: (error: unknown) => void,
  ) {
    this.loop = new Loop({ pauseMs: WRITE_EVERY_MS, step: () => this.write(), onError });
  }

  /** A key opened something. */
  key(id: string): void {
    this.note(this.keys, id);
  }

  /** A signature was made with this secret. */
  secret(text: string): void {
    this.note(this.secrets, text);
  }

  private note(uses: Map<string, number>, what: string): void {
    const now = this.clock.now();
    if (now - (this.written.get(what) ?? 0) < MINUTE) return;
    uses.set(what, now);
    if (this.isStarted) return;
    this.isStarted = true;
    this.loop.start();
  }

  /** What was used since. Several processes may write at once: the latest stays. */
  async write(): Promise<void> {
    await this.writeOne(this.keys, NOTE_KEYS);
    await this.writeOne(this.secrets, NOTE_SECRETS);
  }

  private async writeOne(uses: Map<string, number>, note: Statement): Promise<void> {
    const noted = [...uses].toSorted(([a], [b]) => (a < b ? -1 : 1));
    if (noted.length === 0) return;
    await this.db.query(note, [noted.map(([what]) => what), noted.map(([, at]) => at)]);
    for (const [what, at] of noted) {
      this.written.set(what, at);
      if (uses.get(what) === at) uses.delete(what);
    }
  }

  /** Named as the framework calls it. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
    await this.write().catch(() => undefined);
  }
}
