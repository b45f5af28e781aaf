/** Repairs, and all operations: who did what to the house, when and why. */
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { needsMachineRoom, type Principal } from '#lib/identity';
import { toIso } from '#lib/kernel';
import { Database } from '#lib/platform';
import { decodeCursor, encodeCursor, type Page } from '#lib/readmodels';
import { listOperations, listRepairs, type LoggedOperation } from '#lib/repairs';
import { Glance, alertSubject, episodeSubject } from '../on-record/look.js';
import { orBadCursor } from '../queries/reader.js';
import { repairAnswer, summaryOf, type RepairAnswer } from './repair-answer.js';
import { needRepair } from './start-repair.js';

interface PageAsked {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Newest first. Throws `bad_cursor`, `scope_required`. */
export class ListRepairs extends Glance<Page<RepairAnswer>> {
  readonly recordedAs = 'repairs';

  constructor(
    readonly reader: Principal,
    readonly asked: PageAsked,
  ) {
    super();
  }

  protected shown({ items }: Page<RepairAnswer>): readonly string[] {
    return items.flatMap(namedByRepair);
  }
}

/** Throws `not_found`, `scope_required`. */
export class GetRepair extends Glance<RepairAnswer> {
  readonly recordedAs = 'repairs';

  constructor(
    readonly reader: Principal,
    readonly repair: string,
  ) {
    super();
  }

  protected shown(repair: RepairAnswer): readonly string[] {
    return namedByRepair(repair);
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
export class ListOperations extends Glance<Page<OperationAnswer>> {
  readonly recordedAs = 'operations';

  constructor(
    readonly reader: Principal,
    readonly asked: PageAsked,
  ) {
    super();
  }

  protected shown({ items }: Page<OperationAnswer>): readonly string[] {
    return items.flatMap(({ subject }) => {
      const [, episode] = /^episode (\S+)$/.exec(subject) ?? [];
      return episode === undefined ? [] : [episodeSubject(episode)];
    });
  }
}

/** Whom it was asked for by name, and whom it left as they were. */
const namedByRepair = ({ kind, filter: { ids = [], alert }, leftAsItWas }: RepairAnswer): readonly string[] => [
  ...(kind === 'episodes' ? [...[ids].flat(), ...leftAsItWas.map(({ id }) => id)].map(episodeSubject) : []),
  ...(typeof alert === 'string' ? [alertSubject(alert)] : []),
];

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
