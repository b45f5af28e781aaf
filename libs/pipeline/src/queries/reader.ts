/** What every question of a clinic shares: whose caseload may be read, and which page of it. */
import { may, needs, type Principal } from '#lib/identity';
import type { Language } from '#lib/kernel';
import { RapportError } from '#lib/platform';

export interface PageAsked {
  readonly clinician?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** What a reader asks for; the clinic's language where undefined. */
export type LanguageAsked = Language | undefined;

/** A key that belongs to one clinician reads that caseload, whatever it asks for. Throws `not_found` for another's. */
export function clinicianFor(reader: Principal, asked: string | undefined): string | undefined {
  needs(reader, 'clinic:read');
  if (asked !== undefined && !may(reader, 'clinic:read', asked)) throw new RapportError('not_found');
  return reader.clinician ?? asked;
}

/** A forged cursor may hold a key that PostgreSQL cannot even represent (class 22); it is no better than any other. */
export async function orBadCursor<T>(reading: Promise<T | undefined>): Promise<T> {
  const page = await reading.catch((error: unknown) => {
    if ((error as { code?: string } | null)?.code?.startsWith('22')) return undefined;
    throw error;
  });
  if (page === undefined) throw new RapportError('bad_cursor');
  return page;
}
