/**
 * What was taken in and does not count, for operations: where and why, and what would make it count. First what stands in
 * an episode and is not counted there, then what was not understood, oldest first. Never what an event says.
 */
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { RulesCache } from '#lib/clinic-settings';
import { episodeOf } from '#lib/events';
import { findPlaces, readUnread, type EventPlace } from '#lib/eventlog';
import { needsMachineRoom, type Principal } from '#lib/identity';
import { Database } from '#lib/platform';
import {
  decodeCursor,
  encodeCursor,
  readSetAside,
  type Page,
  type SetAsideReason,
  type SetAsideRow,
} from '#lib/readmodels';
import { foreignReason, keyOf, type CountedReason } from './count-set-aside.js';
import { isOfMerge, originalsOf } from './merges-set-aside.js';
import { Glance, namedIn } from '../on-record/look.js';
import { isRead, readAgain, type Reading, type UnreadReason } from '../reread/read-again.js';
import { orBadCursor } from './reader.js';

export interface SetAsideEvent {
  /** `second_opening`: the episode runs already, with other people. */
  readonly reason: CountedReason | UnreadReason | 'being_read';
  /** What would make it count. */
  readonly hint: string;
  readonly source: string;
  readonly id: string;
  readonly type: string;
  /** In the clinic's log. */
  readonly position: number;
  /** Milliseconds since 1970: when it happened, by its sender, and when it was received. */
  readonly occurredAt: number;
  readonly receivedAt: number;
  readonly episode?: string;
  /** How many events this line stands for; it names the latest. */
  readonly events: number;
}

export interface SetAsideAsked {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Throws `bad_cursor`, and `scope_required`. */
export class ListSetAside extends Glance<Page<SetAsideEvent>> {
  readonly recordedAs = 'set-aside';

  constructor(
    readonly reader: Principal,
    readonly asked: SetAsideAsked,
  ) {
    super();
  }

  protected shown({ items }: Page<SetAsideEvent>): readonly string[] {
    return namedIn(items);
  }
}

type Place =
  | {
      readonly of: 'episodes';
      readonly row?: Pick<SetAsideRow, 'reason' | 'stream' | 'part'>;
    }
  | { readonly of: 'unread'; readonly after: number };

@QueryHandler(ListSetAside)
export class ListSetAsideHandler implements IQueryHandler<ListSetAside> {
  constructor(
    private readonly db: Database,
    private readonly rules: RulesCache,
  ) {}

  execute({ reader, asked }: ListSetAside): Promise<Page<SetAsideEvent>> {
    needsMachineRoom(reader);
    return orBadCursor(this.page(reader.tenant, asked));
  }

  private async page(tenant: number, { limit, cursor }: SetAsideAsked): Promise<Page<SetAsideEvent> | undefined> {
    const from = placeOf(cursor);
    if (!from) return undefined;
    if (from.of === 'unread') return this.unread(tenant, { after: from.after, limit });
    const rows = await readSetAside(this.db, {
      tenant,
      after: from.row,
      limit,
    });
    const last = rows.at(-1);
    const items = await this.inEpisodes(tenant, rows);
    if (rows.length === limit && last)
      return {
        items,
        nextCursor: encodeCursor([last.reason, last.stream, last.part]),
      };
    const rest = await this.unread(tenant, {
      after: 0,
      limit: limit - rows.length,
    });
    return { ...rest, items: [...items, ...rest.items] };
  }

  private async inEpisodes(tenant: number, found: readonly SetAsideRow[]): Promise<SetAsideEvent[]> {
    const merges = await originalsOf(this.db, tenant, found.filter(isOfMerge));
    const rows = [...found.filter((row) => !isOfMerge(row)), ...merges];
    const refs = rows.map(({ event }) => keyOf(event));
    const places = new Map((await findPlaces(this.db, tenant, refs)).map((p) => [`${p.source} ${p.id}`, p]));
    return rows.flatMap((row) => {
      const place = places.get(row.event);
      return place ? [lineOf(row, place)] : [];
    });
  }

  private async unread(
    tenant: number,
    { after, limit }: { readonly after: number; readonly limit: number },
  ): Promise<Page<SetAsideEvent>> {
    const events = await readUnread(this.db, tenant, {
      after,
      limit: limit + 1,
    });
    const rules = await this.rules.newest(this.db, tenant);
    const items = events.slice(0, limit).map((event) => unreadLine(readAgain(event, rules)));
    const more = events.length > limit ? { nextCursor: encodeCursor([items.at(-1)?.position ?? after]) } : {};
    return { items, ...more };
  }
}

function placeOf(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return { of: 'episodes' };
  const unread = decodeCursor<readonly [number]>(cursor, ['number']);
  if (unread) return { of: 'unread', after: unread[0] };
  const key = decodeCursor<readonly [SetAsideReason, string, string]>(cursor, ['string', 'string', 'string']);
  return (
    key && {
      of: 'episodes',
      row: { reason: key[0], stream: key[1], part: key[2] },
    }
  );
}

const HINTS = {
  names_another_client: 'send it again under a new id, with the client of this episode or the episode of this client',
  second_opening:
    'to change the clinician, send episode.clinician_changed; for other people, open another episode; to begin again, close this one first',
  merged_elsewhere:
    'the record went into another one before: merge that other record; or send client.unmerged dated between the two merges, and this one counts by itself',
  not_merged:
    'the record was in no merge at that time: send the client.merged that this takes back, dated before it, and it counts by itself',
} as const;

function lineOf({ stream, reason, instrument, events }: SetAsideRow, place: EventPlace): SetAsideEvent {
  const said = { ...place, episode: episodeOf(stream), events };
  if (reason === 'inactive_instrument')
    return {
      reason,
      hint: `rapport instruments activate ${instrument ?? ''}; then it counts by itself`,
      ...said,
    };
  const why = foreignReason(place.type, reason);
  return { reason: why, hint: HINTS[why], ...said };
}

function unreadLine(reading: Reading): SetAsideEvent {
  const { position, source, externalId: id, type, occurredAt, receivedAt } = reading.event;
  const said = {
    source,
    id,
    type,
    position,
    occurredAt,
    receivedAt,
    events: 1,
  };
  if (isRead(reading))
    return {
      reason: 'being_read',
      hint: 'a worker reads it within seconds; to read it now: rapport reread --yes',
      ...said,
    };
  return { reason: reading.reason, hint: reading.hint, ...said };
}
