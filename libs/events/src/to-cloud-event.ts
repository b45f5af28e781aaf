/** An event of the catalogue as it travels: a structured CloudEvent, ready to be written as JSON. */
import { toIso } from '#lib/kernel';
import { wireName, type ClinicEvent } from './catalogue.js';

export type Sent = Pick<ClinicEvent, 'id' | 'source' | 'type' | 'occurredAt' | 'data'> & { readonly sequence?: string };

/** `historical`: what was told once already; nobody is to be alerted by it. */
export function toCloudEvent(
  { id, source, type, occurredAt, sequence, data }: Sent,
  historical = false,
): Record<string, unknown> {
  return {
    specversion: '1.0',
    id,
    source,
    type: wireName(type),
    time: toIso(occurredAt),
    ...(sequence ? { sequence } : {}),
    ...(historical ? { historical: true } : {}),
    data,
  };
}
