/** Reading the record: by what it is about, and whole. */
import { statement, type Queryable, type Row } from '#lib/platform';
import { parseEntry, type StoredEntry } from './entry.js';

export interface NumberedEntry {
  readonly seq: number;
  /** Undefined where somebody has made another text of it: the check of the chain names it. */
  readonly entry: StoredEntry | undefined;
  readonly hash: Buffer;
}

interface EntryRow extends Row {
  readonly n: number;
  readonly entry: string;
  readonly hash: Buffer;
}

// all that it is about first: walking back from the newest would read the whole chain for what was seldom looked at
const BY_SUBJECT = statement('audit-by-subject')`
  WITH about AS MATERIALIZED (
    SELECT seq, entry, hash FROM audit WHERE entry::jsonb -> 'subjects' ? $2 AND tenant = $1 AND seq < $3
  )
  SELECT seq::float8 AS n, entry, hash FROM about ORDER BY about.seq DESC LIMIT $4`;
const AFTER = statement('audit-after')`
  SELECT seq::float8 AS n, entry, hash FROM audit WHERE tenant = $1 AND seq > $2 ORDER BY audit.seq LIMIT $3`;

/** Newest first; `before` is the number of an entry. Uses audit_subjects. */
export async function readEntriesAbout(
  db: Queryable,
  tenant: number,
  { subject, before, limit }: { readonly subject: string; readonly before: number; readonly limit: number },
): Promise<readonly NumberedEntry[]> {
  const { rows } = await db.query<EntryRow>(BY_SUBJECT, [tenant, subject, before, limit]);
  return rows.map(numbered);
}

/** Oldest first, after the entry of that number. Uses the key of audit. */
export async function readEntriesAfter(
  db: Queryable,
  tenant: number,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly NumberedEntry[]> {
  const { rows } = await db.query<EntryRow>(AFTER, [tenant, after, limit]);
  return rows.map(numbered);
}

const numbered = ({ n, entry, hash }: EntryRow): NumberedEntry => ({ seq: n, entry: parseEntry(entry), hash });

export interface ChainEnd extends Row {
  readonly tenant: number;
  /** The clinic's slug; null where only its record is left. */
  readonly clinic: string | null;
  /** Number of its last entry. */
  readonly seq: number;
  readonly hash: Buffer;
}

/** Where each chain ends now, by clinic. */
export async function readChainEnds(db: Queryable): Promise<readonly ChainEnd[]> {
  const { rows } = await db.query<ChainEnd>(
    statement('audit-ends')`
     SELECT h.tenant, t.slug AS clinic, h.seq::float8 AS seq, h.hash
     FROM audit_head h LEFT JOIN tenant t ON t.id = h.tenant ORDER BY h.tenant`,
  );
  return rows;
}

/** The hash of each of these entries, by number; one that is gone is not in it. */
export async function readHashes(
  db: Queryable,
  tenant: number,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, Buffer>> {
  const { rows } = await db.query<{ n: number; hash: Buffer }>(
    statement('audit-hashes')`SELECT seq::float8 AS n, hash FROM audit WHERE tenant = $1 AND seq = ANY($2::bigint[])`,
    [tenant, seqs],
  );
  return new Map(rows.map(({ n, hash }) => [n, hash]));
}
