import { CATALOGUE, EVENT_TYPES, isOwnType, wireName } from '#lib/events';
import { examine, readCloudEvents, toCanonical } from '#lib/intake';
import { exampleEvent } from './event-request.js';
import { exampleData } from './examples.js';

const NOW = Date.UTC(2026, 2, 2, 13);

describe('the examples that `send` builds', () => {
  it.each(EVENT_TYPES)('%s has a shape and a meaning that pass', (type) => {
    const data = exampleData(type, NOW);
    expect(CATALOGUE[type].explain(data, '/data')).toEqual([]);
    expect(examine({ type, data, occurredAt: NOW })).toEqual({ faults: [] });
  });

  it.each(EVENT_TYPES.filter((type) => !isOwnType(type)))('%s is taken into the log as understood', (type) => {
    const event = exampleEvent(
      { type, id: 'e-1', source: 'urn:example:practice', time: '2026-03-02T13:00:00Z', about: {}, set: [] },
      NOW,
    );
    const reading = readCloudEvents({
      contentType: 'application/cloudevents+json',
      rawHeaders: [],
      body: JSON.stringify(event),
    });
    const item = reading.ok ? reading.value.items[0] : undefined;
    const canonical = item?.ok ? toCanonical(item.value, { receivedAt: NOW, pointer: '' }) : undefined;
    expect(canonical).toMatchObject({ ok: true, value: { known: type, type: wireName(type) } });
  });
});
