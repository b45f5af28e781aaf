/** An event that came in, as the log takes it: which stream and shard, which flags, under which hash. */
import { isEpisodeStream, isPersonStream } from '#lib/events';
import { hash } from 'node:crypto';
import { FLAG, shardOf, type Lane, type NewEvent } from '#lib/eventlog';
import type { CanonicalEvent } from '#lib/intake';

export function newEvent(tenant: number, event: CanonicalEvent, trace: string | undefined): NewEvent {
  const isFollowed = isEpisodeStream(event.stream) || isPersonStream(event.stream);
  const flag = (on: boolean, bit: number): number => (on ? bit : 0);
  return {
    tenant,
    stream: event.stream,
    shard: isFollowed ? shardOf(tenant, event.stream, laneOf(event)) : undefined,
    opens: event.known === 'episode.opened',
    type: event.type,
    source: event.source,
    externalId: event.id,
    occurredAt: event.occurredAt,
    occurredOffset: event.occurredOffset,
    recordedAt: event.recordedAt,
    sequence: event.sequence,
    flags:
      flag(event.historical, FLAG.historical) |
      flag(event.timeAssumed, FLAG.timeAssumed) |
      flag(event.timeAhead, FLAG.timeAhead) |
      flag(event.quarantine !== undefined, FLAG.quarantined),
    trace: trace ?? event.traceparent,
    payload: event.payload,
    hash: hash('sha256', event.payload, 'buffer'),
  };
}

export function laneOf({ historical, urgent }: { readonly historical?: boolean; readonly urgent?: boolean }): Lane {
  if (historical) return 'bulk';
  return urgent ? 'safety' : 'live';
}
