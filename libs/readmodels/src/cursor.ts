/** Opaque page cursors: the sort key of the last row, readable by nobody but us, worth nothing to a forger. */
export const encodeCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/** The key, or undefined when the text is no cursor of this kind. */
export function decodeCursor<K extends readonly (string | number)[]>(
  text: string,
  kinds: readonly ('string' | 'number')[],
): K | undefined {
  try {
    const key = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown;
    if (!Array.isArray(key) || key.length !== kinds.length) return undefined;
    return key.every((part, i) => typeof part === kinds[i] && isStorable(part)) ? (key as unknown as K) : undefined;
  } catch {
    return undefined;
  }
}

/** The instants that a Date can hold; PostgreSQL's reach further. */
const FURTHEST = 8_640_000_000_000_000;

/** A forged key must not become an error of the database. Counts and instants from 1970 on are all that we write. */
const isStorable = (part: unknown): boolean =>
  typeof part === 'number' ? part >= 0 && part <= FURTHEST : !String(part).includes('\0');

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor?: string | undefined;
}
