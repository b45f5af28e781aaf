/**
 * One clinic's chain, as one process writes it. A chain has one end, so writing it entry by entry would make readers wait
 * for each other's commits; here whatever waits shares the next commit, as in the event log.
 *
 *   idle ──record──▶ writing ──more is waiting──▶ writing
 *                       └────nothing is waiting──▶ idle
 *
 * Several processes may write one chain. Each writes onto the end that it saw last; one that comes too late locks the
 * end, looks again and writes, so that nobody loses twice.
 */
import { statement, type Database, type Queryable } from '#lib/platform';
import { canonical, type AuditEntry } from './entry.js';
import { START, linksAfter } from './link.js';

const EXTEND = statement('extend-audit')`
  WITH head AS (
    UPDATE audit_head SET seq = seq + cardinality($4::text[]), hash = $2 WHERE tenant = $1 AND hash = $3 RETURNING seq
  )
  INSERT INTO audit (tenant, seq, entry, hash)
  SELECT $1, head.seq - cardinality($4::text[]) + n.nth, n.entry, n.hash
  FROM head, unnest($4::text[], $5::bytea[]) WITH ORDINALITY AS n(entry, hash, nth)`;
const BEGIN_CHAIN = statement('begin-audit')`
  INSERT INTO audit_head (tenant, seq, hash) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING`;
const LOCK_END = statement('lock-audit-end')`SELECT hash FROM audit_head WHERE tenant = $1 FOR UPDATE`;

/** Entries of one commit. */
const GROUP = 500;

interface Waiting {
  readonly entry: string;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

export class AuditChain {
  private readonly waiting: Waiting[] = [];
  private writing = false;
  /** Hash of the last entry that this process saw. */
  private end: Buffer | undefined;

  constructor(
    private readonly db: Database,
    private readonly tenant: number,
  ) {}

  /** Resolves when it is durable. When it rejects, it may be written all the same: one entry too many, never one too few. */
  record(entry: AuditEntry): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ entry: canonical(entry), done, failed });
      if (!this.writing) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      const group = this.waiting.splice(0, GROUP);
      await this.extend(group.map(({ entry }) => entry)).then(
        () => group.forEach(({ done }) => done()),
        (error: unknown) => group.forEach(({ failed }) => failed(error)),
      );
    }
    this.writing = false;
  }

  private async extend(entries: readonly string[]): Promise<void> {
    const seen = this.end;
    this.end = undefined;
    this.end = (seen && (await this.extendFrom(this.db, seen, entries))) ?? (await this.extendLocked(entries));
  }

  private extendLocked(entries: readonly string[]): Promise<Buffer> {
    return this.db.transact(async (tx) => {
      await tx.query(BEGIN_CHAIN, [this.tenant, START]);
      const { rows } = await tx.query<{ hash: Buffer }>(LOCK_END, [this.tenant]);
      const end = await this.extendFrom(tx, rows[0]?.hash ?? START, entries);
      if (end) return end;
      throw new Error('the end of the audit chain moved although it was locked');
    });
  }

  /** The new end; undefined when the chain does not end there any more. */
  private async extendFrom(db: Queryable, before: Buffer, entries: readonly string[]): Promise<Buffer | undefined> {
    const hashes = linksAfter(before, entries);
    const last = hashes.at(-1);
    const { rowCount } = await db.query(EXTEND, [this.tenant, last, before, entries, hashes]);
    return rowCount === entries.length ? last : undefined;
  }
}
