/** Builders of requests as a practice system would send them. */
import { toCloudEvent, type EventData, type EventType } from '#lib/events';
import { AppendEvents, type AppendAnswer } from '#lib/pipeline';
import type { TestSystem } from './test-system.js';

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
  const event = { id, type, source, occurredAt: at, data, ...(sequence === undefined ? {} : { sequence }) };
  return toCloudEvent(event, historical);
}

/** Sends a batch through the use case, without HTTP. */
export function send(
  system: TestSystem,
  events: readonly Record<string, unknown>[],
  mode: 'atomic' | 'partial' = 'atomic',
): Promise<AppendAnswer> {
  const request = { contentType: 'application/cloudevents-batch+json', rawHeaders: [], body: JSON.stringify(events) };
  return system.commands.execute(new AppendEvents(system.principal, request, mode));
}

/** Sends a batch and follows it. */
export async function sendAndProject(system: TestSystem, events: readonly SentEvent[]): Promise<void> {
  await send(system, events.map(cloudEvent));
  await system.followAll();
}
