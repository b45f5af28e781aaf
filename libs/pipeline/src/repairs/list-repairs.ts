/** Repairs, and all operations: who did what to the house, when and why. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { needsMachineRoom, type Principal } from '#lib/identity';
import { toIso } from '#lib/kernel';
import { Database } from '#lib/platform';
import { decodeCursor, encodeCursor, type Page } from '#lib/readmodels';
import { listOperations, listRepairs, type LoggedOperation } from '#lib/repairs';
import { orBadCursor } from '../queries/reader.js';
import { repairAnswer, summaryOf, type RepairAnswer } from './repair-answer.js';
import { needRepair } from './start-repair.js';

interface PageAsked {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Newest first. Throws `bad_cursor`, `scope_required`. */
export class ListRepairs extends Query<Page<RepairAnswer>> {
  constructor(
    readonly reader: Principal,
    readonly asked: PageAsked,
  ) {
    super();
  }
}

/** Throws `not_found`, `scope_required`. */
export class GetRepair extends Query<RepairAnswer> {
  constructor(
    readonly reader: Principal,
    readonly repair: string,
  ) {
    super();
  }
}

export interface OperationAnswer {
  readonly number: number;
  readonly at: string;
  readonly act: LoggedOperation['act'];
  readonly subject: string;
  readonly repair?: string;
  readonly by: string;
  /** Id of the API key; `operator` at the command line. */
  readonly key: string;
  readonly reason: string;
}

/** Newest first, of the clinic and of the house. Throws `bad_cursor`, `scope_required`. */
export class ListOperations extends Query<Page<OperationAnswer>> {
  constructor(
    readonly reader: Principal,
    readonly asked: PageAsked,
  ) {
    super();
  }
}

const LATEST = 8_640_000_000_000;

/** Undefined for a cursor that is none of ours. */
const placeOf = (cursor: string | undefined, latest: number): number | undefined =>
  cursor === undefined ? latest : decodeCursor<readonly [number]>(cursor, ['number'])?.[0];

@QueryHandler(ListRepairs)
export class ListRepairsHandler implements IQueryHandler<ListRepairs> {
  constructor(private readonly db: Database) {}

  execute({ reader, asked }: ListRepairs): Promise<Page<RepairAnswer>> {
    needsMachineRoom(reader);
    return orBadCursor(this.page(reader.tenant, asked));
  }

  private async page(tenant: number, { limit, cursor }: PageAsked): Promise<Page<RepairAnswer> | undefined> {
    const before = placeOf(cursor, LATEST);
    if (before === undefined) return undefined;
    const rows = await listRepairs(this.db, tenant, { before, limit });
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return { items: rows.map(summaryOf), ...(last ? { nextCursor: encodeCursor([last.plannedAt]) } : {}) };
  }
}

@QueryHandler(GetRepair)
export class GetRepairHandler implements IQueryHandler<GetRepair> {
  constructor(private readonly db: Database) {}

  async execute({ reader, repair }: GetRepair): Promise<RepairAnswer> {
    needsMachineRoom(reader);
    return repairAnswer(this.db, await needRepair(this.db, reader, repair));
  }
}

@QueryHandler(ListOperations)
export class ListOperationsHandler implements IQueryHandler<ListOperations> {
  constructor(private readonly db: Database) {}

  execute({ reader, asked }: ListOperations): Promise<Page<OperationAnswer>> {
    needsMachineRoom(reader);
    return orBadCursor(this.page(reader.tenant, asked));
  }

  private async page(tenant: number, { limit, cursor }: PageAsked): Promise<Page<OperationAnswer> | undefined> {
    const before = placeOf(cursor, Number.MAX_SAFE_INTEGER);
    if (before === undefined) return undefined;
    const rows = await listOperations(this.db, tenant, { before, limit });
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return { items: rows.map(operationOf), ...(last ? { nextCursor: encodeCursor([last.number]) } : {}) };
  }
}

function operationOf({ number, at, act, subject, repair, by, keyId, reason }: LoggedOperation): OperationAnswer {
  return { number, at: toIso(at), act, subject, ...(repair === null ? {} : { repair }), by, key: keyId, reason };
}
