import fc from 'fast-check';
import { DAY, MINUTE, toIso } from '#lib/kernel';
import { toCanonical, type CanonicalEvent } from './canonical-event.js';
import type { CloudEvent } from './cloud-event.js';
import { readCloudEvents } from './read-cloud-events.js';

const RECEIVED = Date.UTC(2026, 2, 2, 14);
const appointment = { episode: 'ep-1', client: 'cl-1', appointment: 'ap-1' };
const missed: CloudEvent = {
  id: 'ev-1',
  source: 'urn:test',
  type: 'rapport.appointment.missed.v1',
  time: '2026-03-02T14:00:00+01:00',
  extensions: {},
  data: { ...appointment, by: 'client' },
};
const read = (change: Partial<CloudEvent> = {}) =>
  toCanonical({ ...missed, ...change }, { receivedAt: RECEIVED, pointer: '' });
function understood(change: Partial<CloudEvent> = {}): CanonicalEvent {
  const result = read(change);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const faultsOf = (change: Partial<CloudEvent>): string[] => {
  const result = read(change);
  return result.ok ? [] : result.error.map((f) => `${f.pointer} ${f.code}`);
};

describe('an event that is understood', () => {
  it('knows its stream, its time and the offset that was written', () => {
    expect(understood()).toMatchObject({
      known: 'appointment.missed',
      quarantine: undefined,
      hint: undefined,
      stream: 'episode/ep-1',
      occurredAt: Date.UTC(2026, 2, 2, 13),
      occurredOffset: 60,
      timeAssumed: false,
      timeAhead: false,
      historical: false,
    });
  });

  it('takes the three clocks apart, and the order of the source', () => {
    const event = understood({
      extensions: { recordedtime: '2026-03-02T13:30:00Z', sequence: '0007', historical: true },
    });
    expect(event).toMatchObject({ recordedAt: Date.UTC(2026, 2, 2, 13, 30), sequence: '0007', historical: true });
  });

  it('without a time says that it was assumed', () => {
    const { time: _, ...timeless } = missed;
    const result = toCanonical(timeless, { receivedAt: RECEIVED, pointer: '' });
    expect(result).toMatchObject({ ok: true, value: { occurredAt: RECEIVED, timeAssumed: true, occurredOffset: 0 } });
  });
});

describe('an event that is not understood is kept unread', () => {
  it.each<[string, Partial<CloudEvent>, Pick<CanonicalEvent, 'quarantine' | 'hint'>]>([
    ['an unknown type', { type: 'vendor.room.booked.v1' }, { quarantine: 'unknown_type', hint: undefined }],
    [
      'a typing error',
      { type: 'rapport.appointment.mised.v1' },
      { quarantine: 'unknown_type', hint: 'did you mean "rapport.appointment.missed.v1"?' },
    ],
    [
      'a version of the future',
      { type: 'rapport.appointment.missed.v2' },
      { quarantine: 'unknown_type', hint: 'did you mean "rapport.appointment.missed.v1"?' },
    ],
    [
      'an unknown instrument',
      {
        type: 'rapport.feedback.expired.v1',
        data: { episode: 'ep-1', client: 'cl-1', form: 'f-1', instrument: { code: 'unheard-of', version: '1' } },
      },
      { quarantine: 'unknown_instrument', hint: undefined },
    ],
  ])('%s', (_, change, why) => {
    expect(understood(change)).toMatchObject({ known: undefined, ...why, stream: 'quarantine/urn:test' });
  });
});

describe('an event that cannot be true is refused', () => {
  it.each<[string, Partial<CloudEvent>, string[]]>([
    ['a fact from the future', { time: toIso(RECEIVED + 5 * MINUTE + 1) }, ['/time future_time']],
    ['one of our own types', { type: 'rapport.alert.resolved.v1' }, ['/type reserved_type']],
    ['no data', { data: undefined }, ['/data not_an_object']],
    [
      'two things at once',
      { time: toIso(RECEIVED + DAY), data: { ...appointment, by: 'nobody' } },
      ['/time future_time', '/data/by unknown_code'],
    ],
    [
      'an appointment that ends before it starts',
      {
        type: 'rapport.appointment.booked.v1',
        data: { ...appointment, start: '2026-03-02T14:00:00Z', end: '2026-03-02T13:00:00Z' },
      },
      ['/data/end invalid_period'],
    ],
  ])('%s', (_, change, faults) => expect(faultsOf(change)).toEqual(faults));

  it('and the pointer leads into the body that was sent', () => {
    const result = toCanonical({ ...missed, data: {} }, { receivedAt: RECEIVED, pointer: '/3' });
    expect(result.ok ? [] : result.error.map((f) => f.pointer)).toContain('/3/data/episode');
  });

  it('a clock that is up to five minutes ahead is forgiven, and seen', () => {
    for (const ahead of [1, 4 * MINUTE, 5 * MINUTE])
      expect(understood({ time: toIso(RECEIVED + ahead) }).timeAhead).toBe(true);
    expect(understood({ time: toIso(RECEIVED) }).timeAhead).toBe(false);
  });
});

describe('the payload, by which a duplicate is known', () => {
  const STRUCTURED = 'application/cloudevents+json';
  type Attributes = Record<string, string | number | boolean>;
  const payloads = (attributes: Attributes, data: unknown): (string | undefined)[] => {
    const rawHeaders = Object.entries(attributes).flatMap(([name, value]) => [
      `ce-${name}`,
      encodeURIComponent(String(value)),
    ]);
    const body = (value: unknown): string => JSON.stringify(value);
    const reversed = Object.fromEntries(Object.entries({ data, ...attributes }).reverse());
    const requests = [
      { contentType: STRUCTURED, rawHeaders: [], body: body({ ...attributes, data }) },
      {
        contentType: STRUCTURED,
        rawHeaders: [],
        body: body({ ...reversed, datacontenttype: 'application/json', subject: null }),
      },
      {
        contentType: STRUCTURED,
        rawHeaders: [],
        body: body({ ...attributes, data_base64: Buffer.from(body(data)).toString('base64') }),
      },
      { contentType: 'application/cloudevents-batch+json', rawHeaders: [], body: body([{ ...attributes, data }]) },
      {
        contentType: 'application/json; charset=utf-8',
        rawHeaders: [...rawHeaders, 'Content-Type', 'application/json; charset=utf-8'],
        body: body(data),
      },
    ];
    return requests.map((request) => {
      const reading = readCloudEvents(request);
      const item = reading.ok ? reading.value.items[0] : undefined;
      const canonical = item?.ok ? toCanonical(item.value, { receivedAt: RECEIVED, pointer: '' }) : undefined;
      return canonical?.ok ? canonical.value.payload : undefined;
    });
  };
  const CORE = {
    specversion: '1.0',
    id: 'ev-1',
    source: 'urn:test',
    type: 'vendor.thing.happened.v1',
    time: '2026-03-02T13:00:00Z',
  };

  it('is the same in every mode, key order and encoding', () => {
    const extension = fc.oneof(
      fc.integer({ min: -1e6, max: 1e6 }),
      fc.boolean(),
      fc.string({ maxLength: 40 }).filter((t) => t.trim() === t && !/^"|\0/.test(t)),
    );
    const extensions = fc.dictionary(fc.stringMatching(/^my[a-z0-9]{1,20}$/), extension, { maxKeys: 4 });
    const data = fc
      .dictionary(
        fc.stringMatching(/^[a-z]{1,8}$/),
        fc.oneof(
          fc.integer(),
          fc.string({ unit: 'grapheme' }).filter((t) => !t.includes('\0')),
          fc.boolean(),
          fc.constant(null),
        ),
        { minKeys: 1 },
      )
      .filter((d) => !/-0|constructor|prototype/.test(JSON.stringify(d)));
    fc.assert(
      fc.property(extensions, data, fc.boolean(), (more, content, historical) => {
        const [first, ...others] = payloads({ ...CORE, ...more, historical }, content);
        expect(first).toBeDefined();
        expect(new Set(others)).toEqual(new Set([first]));
      }),
      { numRuns: 60 },
    );
  });

  it('leaves out the trace of the sending, and nothing else', () => {
    const plain = understood();
    expect(
      understood({
        extensions: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', tracestate: 'a=b' },
      }).payload,
    ).toBe(plain.payload);
    for (const change of [
      { id: 'ev-2' },
      { subject: 'sub' },
      { time: '2026-03-02T13:00:00Z' },
      { extensions: { sequence: '2' } },
      { extensions: { historical: true } },
      { data: { ...appointment, by: 'clinician' } },
    ]) {
      expect(understood(change).payload).not.toBe(plain.payload);
    }
  });

  it('cannot be steered by an extension that is called like an attribute', () => {
    expect(JSON.parse(understood({ extensions: { id: 'ev-9', data: 'x', specversion: '0.3' } }).payload)).toMatchObject(
      { id: 'ev-1', data: missed.data, specversion: '1.0' },
    );
  });
});
