/** The log of a clinic as it grows: which events, from where and about which episode; never their data. */
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { headPosition, readFeed, type StoredEvent } from '#lib/eventlog';
import { episodeOf, isEpisodeStream } from '#lib/events';
import { needsMachineRoom, type Principal } from '#lib/identity';
import { toIso } from '#lib/kernel';
import { Database } from '#lib/platform';
import { Glance, namedIn } from '../on-record/look.js';

export interface LogEntry {
  readonly receivedAt: string;
  readonly position: number;
  readonly type: string;
  readonly source: string;
  readonly id: string;
  readonly episode?: string;
}

export interface LogPage {
  /** To go on from. */
  readonly position: number;
  readonly events: readonly LogEntry[];
}

/** What came after a position; without one, only where the log ends now. */
export class ReadLog extends Glance<LogPage> {
  readonly recordedAs = 'log';

  constructor(
    readonly reader: Principal,
    readonly asked: { readonly after?: number | undefined; readonly limit: number },
  ) {
    super();
  }

  protected shown({ events }: LogPage): readonly string[] {
    return namedIn(events);
  }
}

@QueryHandler(ReadLog)
export class ReadLogHandler implements IQueryHandler<ReadLog> {
  constructor(private readonly db: Database) {}

  async execute({ reader, asked: { after, limit } }: ReadLog): Promise<LogPage> {
    needsMachineRoom(reader);
    if (after === undefined) return { position: await headPosition(this.db, reader.tenant), events: [] };
    const events = await readFeed(this.db, reader.tenant, { after, limit });
    return { position: events.at(-1)?.position ?? after, events: events.map(entryOf) };
  }
}

export function entryOf({ receivedAt, position, type, source, externalId, stream }: StoredEvent): LogEntry {
  const episode = isEpisodeStream(stream) ? episodeOf(stream) : undefined;
  return { receivedAt: toIso(receivedAt), position, type, source, id: externalId, ...(episode ? { episode } : {}) };
}
