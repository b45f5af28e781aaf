/** What failed or was let be, of one kind, a page at a time: never what it says. */
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { needsMachineRoom, type Principal } from '#lib/identity';
import { decodeCursor, encodeCursor, type Page } from '#lib/readmodels';
import type { RepairFilter, RepairKindName } from '#lib/repairs';
import { Glance, episodeSubject, namedIn } from '../on-record/look.js';
import { orBadCursor } from '../queries/reader.js';
import { filterOf, type AskedFilter } from './asked-filter.js';
import type { FailedItem } from './failed-item.js';
import { RepairKinds } from './kinds.js';

export interface FailedAsked {
  readonly kind: RepairKindName;
  readonly filter: AskedFilter;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Throws `invalid_query`, `bad_cursor`, `scope_required`. */
export class ListFailed extends Glance<Page<FailedItem>> {
  readonly recordedAs = 'failed';

  constructor(
    readonly reader: Principal,
    readonly asked: FailedAsked,
  ) {
    super();
  }

  protected shown({ items }: Page<FailedItem>): readonly string[] {
    return items.flatMap((one) => [
      ...namedIn([{ alert: one.alert }]),
      ...(one.kind === 'episodes' ? [episodeSubject(one.id)] : []),
    ]);
  }
}

@QueryHandler(ListFailed)
export class ListFailedHandler implements IQueryHandler<ListFailed> {
  constructor(private readonly kinds: RepairKinds) {}

  async execute({ reader, asked }: ListFailed): Promise<Page<FailedItem>> {
    needsMachineRoom(reader);
    const filter = filterOf(this.kinds.of(asked.kind), asked.filter);
    return orBadCursor(this.page(reader.tenant, filter, asked));
  }

  private async page(
    tenant: number,
    filter: RepairFilter,
    { kind, limit, cursor }: FailedAsked,
  ): Promise<Page<FailedItem> | undefined> {
    const after = cursor === undefined ? undefined : decodeCursor<readonly [string]>(cursor, ['string'])?.[0];
    if (cursor !== undefined && after === undefined) return undefined;
    const { found, next } = await this.kinds.of(kind).find(tenant, filter, { after, limit });
    return {
      items: found.map(({ shown }) => shown),
      ...(next === undefined ? {} : { nextCursor: encodeCursor([next]) }),
    };
  }
}
