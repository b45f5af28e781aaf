/** Reads one clinic's chain from its first entry to its end, page by page, and names the first entry that does not hold. */
import { statement, type Queryable, type Row } from '#lib/platform';
import { faultOf, holds, type ChainFault, type ChainRow } from './chain-fault.js';
import { START } from './link.js';

// never `seq::text AS seq` with ORDER BY seq: it would order texts
const PAGE_OF_CHAIN = statement('page-of-audit')`
  SELECT seq::float8 AS n, entry, hash FROM audit WHERE tenant = $1 AND seq >= $2 ORDER BY audit.seq LIMIT $3`;
/** In one statement, so that both are of one moment. */
const END_OF_CHAIN = statement('end-of-audit')`
  SELECT (SELECT max(seq)::float8 FROM audit WHERE tenant = $1) AS last,
         (SELECT seq::float8 FROM audit_head WHERE tenant = $1) AS ends, (SELECT hash FROM audit_head WHERE tenant = $1) AS hash`;

export interface CheckedChain {
  /** That hold, from the first on. */
  readonly entries: number;
  readonly fault?: ChainFault;
}

interface Place {
  /** Hash of the last entry that holds. */
  readonly before: Buffer;
  /** The number that comes next. */
  readonly next: number;
}

interface End extends Row {
  readonly last: number | null;
  readonly ends: number | null;
  readonly hash: Buffer | null;
}

/** Others may go on writing meanwhile. */
export async function checkChain(db: Queryable, tenant: number, page = 5_000): Promise<CheckedChain> {
  let place: Place = { before: START, next: 1 };
  for (;;) {
    const rows = await readPage(db, [tenant, place.next, page]);
    const read = followPage(place, rows);
    if ('fault' in read)
      return { entries: read.fault.seq - 1, fault: behindTheEnd(read.fault, await readEnd(db, tenant)) };
    place = read;
    if (rows.length === page) continue;
    const ending = endOf(place, await readEnd(db, tenant));
    if (ending !== 'goes on') return { entries: place.next - 1, ...(ending && { fault: ending }) };
  }
}

async function readPage(db: Queryable, asked: readonly number[]): Promise<readonly ChainRow[]> {
  const { rows } = await db.query<{ n: number; entry: string; hash: Buffer }>(PAGE_OF_CHAIN, asked);
  return rows.map(({ n, entry, hash }) => ({ seq: n, entry, hash }));
}

async function readEnd(db: Queryable, tenant: number): Promise<End> {
  const { rows } = await db.query<End>(END_OF_CHAIN, [tenant]);
  return rows[0] as End;
}

function followPage({ before, next }: Place, rows: readonly ChainRow[]): Place | { readonly fault: ChainFault } {
  let [end, expected] = [before, next];
  for (const [i, row] of rows.entries()) {
    if (row.seq !== expected) return { fault: { seq: expected, kind: 'missing' } };
    if (!holds(end, row)) return { fault: faultOf(end, [row, ...rows.slice(i + 1)]) };
    [end, expected] = [row.hash, expected + 1];
  }
  return { before: end, next: expected };
}

/** What does not follow behind the end was never written as part of the chain. */
const behindTheEnd = (fault: ChainFault, { ends }: End): ChainFault =>
  ends !== null && fault.seq > ends ? { seq: fault.seq, kind: 'inserted' } : fault;

const endless = (last: number): ChainFault | undefined => (last === 0 ? undefined : { seq: last, kind: 'endless' });

/** Undefined where the chain ends as it says. */
function endOf({ before, next }: Place, { last, ends, hash }: End): ChainFault | 'goes on' | undefined {
  const there = last ?? 0;
  if (ends === null) return endless(there);
  if (there > ends) return { seq: ends + 1, kind: 'inserted' };
  if (there >= next) return 'goes on';
  if (ends > there) return { seq: there + 1, kind: 'missing' };
  return hash?.equals(before) ? undefined : { seq: there, kind: 'changed' };
}
