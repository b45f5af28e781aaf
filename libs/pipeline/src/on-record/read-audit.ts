/** The record of a clinic as it was written, oldest first, for whoever keeps or checks it elsewhere. */
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { needs, readEntriesAfter, type NumberedEntry, type Principal } from '#lib/identity';
import { parseInstant } from '#lib/kernel';
import { Database } from '#lib/platform';
import { Look, episodeSubject } from './look.js';

export interface AuditAsked {
  /** Number of an entry; 0 begins with the first. */
  readonly after: number;
  readonly limit: number;
  /** Milliseconds since 1970; the second is the first instant that is left out. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly episode?: string | undefined;
}

export interface AuditPage {
  /** To go on from; undefined at the end. */
  readonly next?: number;
  readonly entries: readonly NumberedEntry[];
}

/**
 * Throws `scope_required`. On record as one look at the record, and not at each client in it: it would double itself with
 * every export.
 */
export class ReadAudit extends Look<AuditPage> {
  readonly recordedAs = 'audit-export';

  constructor(
    readonly reader: Principal,
    readonly page: AuditAsked,
  ) {
    super();
  }

  override named(): readonly string[] {
    return this.page.episode === undefined ? [] : [episodeSubject(this.page.episode)];
  }
  protected shown(): readonly string[] {
    return this.named();
  }
}

@QueryHandler(ReadAudit)
export class ReadAuditHandler implements IQueryHandler<ReadAudit> {
  constructor(private readonly db: Database) {}

  async execute({ reader, page }: ReadAudit): Promise<AuditPage> {
    needs(reader, 'administer');
    const read = await readEntriesAfter(this.db, reader.tenant, page);
    const last = read.length === page.limit ? read.at(-1) : undefined;
    return { entries: read.filter((one) => isWanted(one, page)), ...(last && { next: last.seq }) };
  }
}

/** What nobody can read is given out as it is. */
function isWanted({ entry }: NumberedEntry, { since, until, episode }: AuditAsked): boolean {
  if (!entry) return true;
  const at = parseInstant(entry.at) ?? 0;
  if (at < (since ?? -Infinity) || at >= (until ?? Infinity)) return false;
  return episode === undefined || entry.subjects.includes(episodeSubject(episode));
}
