/** Events for the log itself, below intake: a body that is only as long as a test needs. */
import { createHash } from 'node:crypto';
import { shardOf, type NewEvent } from '#lib/eventlog';

export type LoggedEvent = Partial<NewEvent> & { readonly externalId: string; readonly tenant: number };

export function logEvent({ stream = 'episode/ep-1', payload = '{"data":{}}', ...rest }: LoggedEvent): NewEvent {
  return {
    stream,
    payload,
    shard: shardOf(rest.tenant, stream, 'live'),
    opens: false,
    type: 'rapport.visit.ended.v1',
    source: 'urn:test:practice',
    occurredAt: Date.UTC(2026, 0, 5),
    occurredOffset: 0,
    recordedAt: undefined,
    sequence: '',
    flags: 0,
    trace: undefined,
    hash: createHash('sha256').update(payload).digest(),
    ...rest,
  };
}
