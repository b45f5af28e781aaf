/** Builders of requests as a practice system would send them. */
import { wireName, type EventData, type EventType } from '#lib/events';
import { AppendEvents, type AppendAnswer } from '#lib/pipeline';
import { toIso } from '#lib/kernel';
import type { House } from './house.js';

export interface SentEvent<T extends EventType = EventType> {
  readonly id: string;
  readonly type: T;
  readonly at: number;
  readonly data: EventData<T>;
  readonly source?: string;
  readonly historical?: boolean;
  readonly sequence?: string;
}

export function cloudEvent<T extends EventType>({
  id,
  type,
  at,
  data,
  source = 'urn:test:practice',
  historical,
  sequence,
}: SentEvent<T>): Record<string, unknown> {
  return {
    specversion: '1.0',
    id,
    source,
    type: wireName(type),
    time: toIso(at),
    ...(sequence ? { sequence } : {}),
    ...(historical ? { historical: true } : {}),
    data,
  };
}

/** Sends a batch through the use case, without HTTP. */
export function send(
  house: House,
  events: readonly Record<string, unknown>[],
  mode: 'atomic' | 'partial' = 'atomic',
): Promise<AppendAnswer> {
  const request = { contentType: 'application/cloudevents-batch+json', rawHeaders: [], body: JSON.stringify(events) };
  return house.commands.execute(new AppendEvents(house.principal, request, mode));
}

/** Sends a batch and follows it. */
export async function tell(house: House, events: readonly SentEvent[]): Promise<void> {
  await send(house, events.map(cloudEvent));
  await house.followAll();
}
