import type { StoredEvent } from '#lib/eventlog';
import { entryOf } from './read-log.js';

describe('the log, read by an operator', () => {
  it('gives nothing of the data of an event', () => {
    const event = {
      tenant: 1,
      position: 3,
      stream: 'episode/ep-1',
      version: 1,
      type: 't',
      source: 's',
      externalId: 'e',
      occurredAt: 0,
      receivedAt: Date.UTC(2026, 2, 2, 13),
      sequence: '',
      flags: 0,
      trace: null,
      payload: '{"data":"CANARY"}',
    };
    expect(entryOf(event as unknown as StoredEvent)).toEqual({
      receivedAt: '2026-03-02T13:00:00.000Z',
      position: 3,
      type: 't',
      source: 's',
      id: 'e',
      episode: 'ep-1',
    });
  });
});
