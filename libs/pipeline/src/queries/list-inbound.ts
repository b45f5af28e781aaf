/** What came to the door, newest first or as it comes: which event, what became of it and why; never what it says. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { followInbound, lastInbound, readInbound, type InboundRow, type InboundVerdict } from '#lib/eventlog';
import { may, needsMachineRoom, type Principal } from '#lib/identity';
import { toIso } from '#lib/kernel';
import { Database } from '#lib/platform';
import { decodeCursor, encodeCursor, type Page } from '#lib/readmodels';
import { orBadCursor } from './reader.js';

export interface InboundEvent extends Omit<InboundRow, 'at' | 'tenant' | 'keyId' | 'position'> {
  readonly at: string;
  /** Id of the API key; absent where the key was not known. */
  readonly key?: string;
  /** In the clinic's log; absent for what was refused, and for several events together. */
  readonly position?: number;
}

export interface InboundAsked {
  readonly verdict?: InboundVerdict | undefined;
  readonly source?: string | undefined;
  readonly id?: string | undefined;
  readonly limit: number;
}

/** Throws `bad_cursor`. Who runs the installation also sees what came under a key that nobody knows. */
export class ListInbound extends Query<Page<InboundEvent>> {
  constructor(
    readonly reader: Principal,
    readonly asked: InboundAsked & { readonly cursor?: string | undefined },
  ) {
    super();
  }
}

export interface InboundNews {
  /** To go on from. */
  readonly number: number;
  readonly events: readonly InboundEvent[];
}

/** What came after a place; without one, only where the log ends now. */
export class FollowInbound extends Query<InboundNews> {
  constructor(
    readonly reader: Principal,
    readonly asked: InboundAsked & { readonly after?: number | undefined },
  ) {
    super();
  }
}

const queryOf = (reader: Principal, { verdict, source, id, limit }: InboundAsked) => {
  needsMachineRoom(reader);
  return { tenant: reader.tenant, verdict, source, id, limit, withUnknown: may(reader, 'administer') };
};

@QueryHandler(ListInbound)
export class ListInboundHandler implements IQueryHandler<ListInbound> {
  constructor(private readonly db: Database) {}

  execute({ reader, asked }: ListInbound): Promise<Page<InboundEvent>> {
    return orBadCursor(this.page(queryOf(reader, asked), asked.cursor));
  }

  private async page(
    query: ReturnType<typeof queryOf>,
    cursor: string | undefined,
  ): Promise<Page<InboundEvent> | undefined> {
    const before =
      cursor === undefined ? Number.MAX_SAFE_INTEGER : decodeCursor<readonly [number]>(cursor, ['number'])?.[0];
    if (before === undefined) return undefined;
    const rows = await readInbound(this.db, { ...query, before });
    const last = rows.length === query.limit ? rows.at(-1) : undefined;
    return { items: rows.map(eventOf), ...(last ? { nextCursor: encodeCursor([last.number]) } : {}) };
  }
}

@QueryHandler(FollowInbound)
export class FollowInboundHandler implements IQueryHandler<FollowInbound> {
  constructor(private readonly db: Database) {}

  async execute({ reader, asked }: FollowInbound): Promise<InboundNews> {
    const query = queryOf(reader, asked);
    const { after } = asked;
    if (after === undefined) return { number: await lastInbound(this.db), events: [] };
    const rows = await followInbound(this.db, { ...query, after });
    return { number: rows.at(-1)?.number ?? after, events: rows.map(eventOf) };
  }
}

function eventOf({ tenant: _tenant, at, keyId, position, ...row }: InboundRow): InboundEvent {
  const isOne = row.events === 1 && position !== null;
  return { ...row, at: toIso(at), ...(keyId === null ? {} : { key: keyId }), ...(isOne ? { position } : {}) };
}
