/** Does each chain still hold what was written down of it outside the database? */
import type { Queryable } from '#lib/platform';
import type { AnchoredEnd } from './anchor.js';
import { readChainEnds, readHashes } from './read-entries.js';

export interface AnchorFault {
  readonly clinic: string;
  /** Number of the entry that was written down. */
  readonly seq: number;
  /** When it was written down. */
  readonly at: string;
  /** `missing`: the entry is gone. `rewritten`: it, or one before it, is another one. */
  readonly kind: 'missing' | 'rewritten';
}

/** The first of each clinic that does not fit. */
export async function checkAnchors(db: Queryable, ends: readonly AnchoredEnd[]): Promise<readonly AnchorFault[]> {
  const tenants = new Map((await readChainEnds(db)).map(({ clinic, tenant }) => [clinic, tenant]));
  const faults: AnchorFault[] = [];
  for (const clinic of new Set(ends.map((end) => end.clinic))) {
    const anchored = ends.filter((end) => end.clinic === clinic);
    const there = await hashesOf(db, tenants.get(clinic), anchored);
    const fault = anchored.map((end) => faultIn(end, there)).find((one) => one !== undefined);
    if (fault) faults.push(fault);
  }
  return faults;
}

const hashesOf = (
  db: Queryable,
  tenant: number | undefined,
  anchored: readonly AnchoredEnd[],
): Promise<ReadonlyMap<number, Buffer>> =>
  tenant === undefined
    ? Promise.resolve(new Map())
    : readHashes(
        db,
        tenant,
        anchored.map(({ seq }) => seq),
      );

function faultIn({ clinic, seq, at, hash }: AnchoredEnd, there: ReadonlyMap<number, Buffer>): AnchorFault | undefined {
  const found = there.get(seq);
  if (!found) return { clinic, seq, at, kind: 'missing' };
  return found.toString('hex') === hash ? undefined : { clinic, seq, at, kind: 'rewritten' };
}
