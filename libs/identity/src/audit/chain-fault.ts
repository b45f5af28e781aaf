/**
 * What is wrong with a chain, and where it begins. Hashes tell that something does not follow from what is before it;
 * which kind of change it was is read from what would follow if it were taken back.
 */
import { link } from './link.js';

export interface ChainFault {
  /** Number of the first entry that does not hold. */
  readonly seq: number;
  /**
   * `changed`: its text or its hash is another one; where both were made to fit, this is the entry after it.
   * `missing`: it is gone. `exchanged`: it and `other` have changed places. `inserted`: it was put in between, or behind
   * the end. `endless`: entries are there, and the end of the chain is gone.
   */
  readonly kind: 'changed' | 'missing' | 'exchanged' | 'inserted' | 'endless';
  readonly other?: number;
}

export interface ChainRow {
  readonly seq: number;
  readonly entry: string;
  readonly hash: Buffer;
}

const follows = (before: Buffer, entry: string, hash: Buffer): boolean => link(before, entry).equals(hash);

export const holds = (before: Buffer, { entry, hash }: ChainRow): boolean => follows(before, entry, hash);

/** Of the first of these rows, which does not follow from `before`; the others are what comes after it. */
export function faultOf(before: Buffer, [first, ...rest]: readonly [ChainRow, ...ChainRow[]]): ChainFault {
  const { seq } = first;
  const swapped = rest.find((row) => follows(before, row.entry, first.hash));
  if (swapped) return { seq, kind: 'exchanged', other: swapped.seq };
  const at = rest.findIndex((row) => holds(before, row));
  const next = rest[at];
  if (!next) return { seq, kind: 'changed' };
  const beforeNext = at === 0 ? next.hash : rest[at - 1]?.hash;
  const isExchange = beforeNext !== undefined && holds(beforeNext, first);
  return isExchange ? { seq, kind: 'exchanged', other: next.seq } : { seq, kind: 'inserted' };
}
