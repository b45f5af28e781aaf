import { typeOfWireName, type ClinicEvent } from '#lib/events';
import { FLAG, type StoredEvent } from './stored-event.js';

/** A stored event as the fold sees it. It passed its shape when it was accepted, so it is not judged again. */
export function toClinicEvent(stored: StoredEvent): ClinicEvent {
  const { id, source, data } = JSON.parse(stored.payload) as Pick<ClinicEvent, 'id' | 'source' | 'data'>;
  return {
    id,
    source,
    type: typeOfWireName(stored.type),
    occurredAt: stored.occurredAt,
    sequence: stored.sequence,
    historical: (stored.flags & FLAG.historical) !== 0,
    data,
  } as ClinicEvent;
}
