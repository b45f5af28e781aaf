/** Events that Rapport appends itself: a timer that came due, what a person did with an alert. */
import { hash } from 'node:crypto';
import { streamNameOf, wireName, type ClinicEvent, type EventData, type EventType } from '#lib/events';
import { FLAG, OWN_SOURCE, shardOf, type NewEvent } from '#lib/eventlog';
import { canonicalJson, toIso } from '#lib/kernel';
import { laneOf } from './new-event.js';

export interface OwnEvent<T extends EventType> {
  readonly tenant: number;
  readonly type: T;
  /** Chosen so that the same fact has the same id: saying it twice changes nothing. */
  readonly id: string;
  readonly occurredAt: number;
  readonly data: EventData<T>;
  readonly historical?: boolean;
  /** Goes before everything else. */
  readonly urgent?: boolean;
  /** Where it stands, if not where its data say. */
  readonly stream?: string;
}

export function ownEvent<T extends EventType>({
  tenant,
  type,
  id,
  occurredAt,
  data,
  historical = false,
  urgent = false,
  stream = streamNameOf({ type, data } as unknown as ClinicEvent),
}: OwnEvent<T>): NewEvent {
  const name = wireName(type);
  const payload = canonicalJson({
    specversion: '1.0',
    id,
    source: OWN_SOURCE,
    type: name,
    time: toIso(occurredAt),
    data,
  });
  return {
    tenant,
    stream,
    shard: shardOf(tenant, stream, laneOf({ historical, urgent })),
    opens: false,
    type: name,
    source: OWN_SOURCE,
    externalId: id,
    occurredAt,
    occurredOffset: 0,
    recordedAt: undefined,
    sequence: '',
    flags: historical ? FLAG.historical : 0,
    trace: undefined,
    payload,
    hash: hash('sha256', payload, 'buffer'),
  };
}
