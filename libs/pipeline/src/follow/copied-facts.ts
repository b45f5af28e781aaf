/**
 * Facts as they are copied into other streams.
 */
import { hash } from 'node:crypto';
import { UNASSIGNED, episodeStream, type EventType } from '#lib/events';
import { copyId, toClinicEvent, type MissingCopy, type NewEvent, type StoredEvent } from '#lib/eventlog';
import { ownEvent } from '../ingest/own-events.js';

/** The same fact, in the stream of an episode. */
export function copyOf({ event, episode }: MissingCopy): NewEvent {
  const { type, data, historical } = toClinicEvent(event);
  const { tenant, occurredAt, sequence } = event;
  const id = copyId(event, episode);
  const stream = episodeStream(episode);
  const copy = ownEvent<EventType>({ tenant, type, id, occurredAt, data, historical, stream });
  return { ...copy, sequence };
}

const nameOf = (ref: string): string => hash('sha256', ref).slice(0, 16);
export const unassignedStream = (ref: string): string => episodeStream(`${UNASSIGNED}-${nameOf(ref)}`);

/** The same fact of an episode of its own, which names nobody. */
export function withoutNames(event: StoredEvent): NewEvent {
  const { type, data, historical } = toClinicEvent(event);
  const { tenant, source, externalId, occurredAt } = event;
  const { clinician: _, ...rest } = data as { readonly clinician?: string };
  const name = nameOf(`${source} ${externalId}`);
  const whose = { ...rest, episode: `${UNASSIGNED}-${name}`, client: UNASSIGNED };
  const id = `set-aside-${name}`;
  return ownEvent<EventType>({ tenant, type, id, occurredAt, data: whose as typeof data, historical, urgent: true });
}
