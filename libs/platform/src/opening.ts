/** The database that DATABASE_URL names: of what fails while it is opened, and of nothing else, it is said what to do. */
import { isLost } from './outage.js';

/** Errors are marked and not wrapped: who waits for a database goes by their codes. */
const met = new WeakSet<Error>();

/** Marks what `work` throws; without a DATABASE_URL there is nothing in it to correct. */
export const openingDatabase = <T>(databaseUrl: string, work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    if (databaseUrl !== '' && error instanceof Error) met.add(error);
    throw error;
  });

/** SQLSTATE, and what is to be done about it. */
const BY_STATE: Readonly<Record<string, string>> = {
  '3D000': 'create the database, or correct its name in DATABASE_URL',
  '25006': 'let it take writes (set default_transaction_read_only off), or give the address of another in DATABASE_URL',
  '28P01': 'correct the password in DATABASE_URL',
  '28000': 'correct the user in DATABASE_URL, or let it in (pg_hba.conf)',
  '42501': 'use the user that owns the tables in DATABASE_URL',
};

const AWAY = /^(?:08|28|57P03|ECONN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)/;

const codeOf = (error: Error): string => (error as { code?: string }).code ?? '';

/** The next step where `error` was met while the database was opened; undefined where it says something else. */
export function nextOfOpening(error: Error): string | undefined {
  if (!met.has(error)) return undefined;
  const isAway = AWAY.test(codeOf(error)) || isLost(error) || /timeout e(?:xceeded|xpired)/.test(error.message);
  return (
    BY_STATE[codeOf(error)] ?? (isAway ? 'start it, or correct DATABASE_URL; `rapport doctor` tries it' : undefined)
  );
}
