/** How one entry is tied to the one before: whoever changes one has to change every hash after it, and the end. */
import { createHash } from 'node:crypto';

/** Before the first entry. */
export const START = Buffer.alloc(32);

export const link = (before: Buffer, entry: string): Buffer =>
  createHash('sha256').update(before).update(entry).digest();

/** The hash after each of them. */
export function linksAfter(before: Buffer, entries: readonly string[]): readonly Buffer[] {
  const hashes: Buffer[] = [];
  for (const entry of entries) hashes.push(link(hashes.at(-1) ?? before, entry));
  return hashes;
}
