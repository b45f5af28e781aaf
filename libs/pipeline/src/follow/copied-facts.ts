/**
 * Facts as they are copied into other streams. A copy is named after what it copies, never after the place that this has
 * in the log: the same facts have the same copies, in the same order, however they arrived.
 */
import { hash } from 'node:crypto';
import { episodeOf, episodeStream, type EventType } from '#lib/events';
import { toClinicEvent, type NewEvent, type StoredEvent } from '#lib/eventlog';
import { OWN_SOURCE, ownEvent } from '../ingest/own-events.js';

const COPY = 'relayed-';
export const isCopy = ({ source, externalId }: StoredEvent): boolean =>
  source === OWN_SOURCE && externalId.startsWith(COPY);

/** The same fact, in the stream of an episode. `peopleWithNews` asks for the id. */
export function copyOf(event: StoredEvent, stream: string): NewEvent {
  const { type, data, historical } = toClinicEvent(event);
  const { tenant, source, externalId, occurredAt, sequence } = event;
  const id = `${COPY}${episodeOf(stream)} ${source} ${externalId}`;
  const copy = ownEvent<EventType>({ tenant, type, id, occurredAt, data, historical, stream });
  return { ...copy, sequence };
}

/** Whose an event is of which that cannot be said. */
const UNASSIGNED = 'unassigned';
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
