/** What was found, in words that everybody who operates may read, and where to go on. */
import { episodeOf, isEpisodeStream } from '#lib/events';
import {
  FLAG,
  findUnread,
  readShard,
  type FoundDelivery,
  type FoundStream,
  type StoredEvent,
  type StreamProgress,
} from '#lib/eventlog';
import { toIso } from '#lib/kernel';
import type { Database } from '#lib/platform';
import type { Waker } from '#lib/queues';
import { readStandings, type AlertStanding } from '#lib/readmodels';

export interface FoundThing {
  readonly what: 'event' | 'refused' | 'episode' | 'alert' | 'delivery' | 'job' | 'shard' | 'repair';
  /** Of an event its position, of a job its queue and its id. */
  readonly id: string;
  readonly state: string;
  readonly at?: string;
  /** Of an event. */
  readonly source?: string;
  readonly event?: string;
  readonly type?: string;
  readonly episode?: string;
  /** Of a delivery. */
  readonly alert?: string;
  readonly channel?: string;
  readonly reason?: string;
  /** Where to go on. */
  readonly see: string;
}

export interface Parts {
  readonly db: Database;
  readonly tenant: number;
  readonly queues: ReturnType<Waker['all']>;
}

/** One that was kept unread stays where it is; whether it has been read again or let be since, others know. */
export async function eventsFound({ db, tenant }: Parts, events: readonly StoredEvent[]): Promise<FoundThing[]> {
  const positions = events.flatMap(({ flags, position }) => ((flags & FLAG.quarantined) !== 0 ? [position] : []));
  if (positions.length === 0) return events.map((event) => eventFound(event, 'stored'));
  const page = { after: 0, limit: positions.length };
  const among = async (discarded: boolean): Promise<ReadonlySet<number>> =>
    new Set((await findUnread(db, { tenant, positions, discarded }, page)).map(({ position }) => position));
  const [unread, left] = [await among(false), await among(true)];
  const stateOf = (position: number): string => {
    if (!positions.includes(position)) return 'stored';
    if (unread.has(position)) return 'kept unread';
    return left.has(position) ? 'discarded' : 'read again';
  };
  return events.map((event) => eventFound(event, stateOf(event.position)));
}

const eventFound = (event: StoredEvent, state: string): FoundThing => ({
  what: 'event',
  id: String(event.position),
  state,
  at: toIso(event.receivedAt),
  source: event.source,
  event: event.externalId,
  type: event.type,
  ...(isEpisodeStream(event.stream) ? { episode: episodeOf(event.stream) } : {}),
  see: `/v1/events/${event.position}/trace`,
});

const SEE_DELIVERY: Readonly<Record<string, (id: string) => string>> = {
  dead: (id) => `/v1/failed/deliveries?ids=${id}`,
  discarded: (id) => `/v1/failed/deliveries?ids=${id}&state=discarded`,
};

export const deliveryFound = ({ id, alert, channel, state, since, detail }: FoundDelivery): FoundThing => ({
  what: 'delivery',
  id,
  state,
  at: toIso(since),
  alert,
  channel,
  // why nothing was sent in the end is about the alert and its client
  ...(detail === '' || state === 'withdrawn' ? {} : { reason: detail }),
  see: SEE_DELIVERY[state]?.(id) ?? '/v1/pipeline',
});

/** How it was ended says something of the client, and is for clinicians. */
const STANDING: Readonly<Record<AlertStanding['standing'], string>> = {
  open: 'open',
  acknowledged: 'somebody has it',
  snoozed: 'put off',
  overridden: 'ended by a person',
  resolved: 'ended by a person',
  eased: 'ended by itself',
  closed: 'ended by itself',
  withdrawn: 'ended by itself',
  superseded: 'ended by itself',
};

export async function alertsFound({ db, tenant }: Parts, ids: readonly string[]): Promise<readonly FoundThing[]> {
  const standings = await readStandings(db, tenant, ids);
  return [...standings.values()].map(({ id, stream, standing, position }) => ({
    what: 'alert',
    id,
    state: STANDING[standing],
    ...(isEpisodeStream(stream) ? { episode: episodeOf(stream) } : {}),
    see: `/v1/events/${position}/trace`,
  }));
}

export function episodeFound(
  episode: string,
  { events, isDiscarded }: FoundStream & { readonly isDiscarded: boolean },
  progress: StreamProgress | undefined,
): FoundThing {
  const is = { what: 'episode', id: episode, episode } as const;
  if (progress?.setAside)
    return {
      ...is,
      state: isDiscarded ? 'discarded' : 'set aside',
      at: progress.setAside.toISOString(),
      reason: progress.reason ?? '',
      see: `/v1/failed/episodes?ids=${encodeURIComponent(episode)}${isDiscarded ? '&state=discarded' : ''}`,
    };
  const read = progress?.version ?? 0;
  return { ...is, state: `${read} of ${events} events are read`, see: '/v1/pipeline' };
}

export const shardFound = async ({ db }: Parts, shard: number): Promise<FoundThing> => {
  const { waiting, since } = await readShard(db, shard);
  return {
    what: 'shard',
    id: String(shard),
    state: `${waiting} episodes wait`,
    ...(since === null ? {} : { at: toIso(since) }),
    see: '/v1/pipeline',
  };
};
