/**
 * Passwords are stored as argon2id with 19 MiB and two passes. Two are computed at a time: they use the threads in which
 * a process reads its files.
 */
import { hash, verify } from '@node-rs/argon2';
import { RapportError } from '#lib/platform';

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 2;
/** A second's work; what comes beyond is sent away. */
const MOST_WAITING = 100;
/** In characters. */
const SHORTEST = 12;
const LONGEST = 200;
/** What no password fits: it costs as much to find that out as for any other. */
const NOBODYS = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= MOST_WAITING)
    throw new RapportError('unavailable', 'too many sign in at the same moment', { retryAfter: 2 });
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** Two ways to type one letter are one password. */
const normal = (password: string): string => password.normalize('NFKC');
const lengthOf = (password: string): number => [...normal(password)].length;

/** 12 to 200 characters. */
export const isLongEnough = (password: string): boolean =>
  lengthOf(password) >= SHORTEST && lengthOf(password) <= LONGEST;

export const hashOfPassword = (password: string): Promise<string> => inTurn(() => hash(normal(password), COST));

/** Without a stored hash it takes as long, and fits nothing. */
export async function fitsPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const text = lengthOf(password) > LONGEST ? '' : normal(password);
  const fits = await inTurn(() => verify(stored ?? NOBODYS, text));
  return fits && stored !== null && stored !== undefined;
}
