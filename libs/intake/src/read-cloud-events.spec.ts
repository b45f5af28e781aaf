import fc from 'fast-check';
import { MOST_TOLD } from '#lib/kernel';
import { MAX_BATCH, modeOf, readCloudEvents, type RawRequest } from './read-cloud-events.js';

const STRUCTURED = 'application/cloudevents+json';
const BATCHED = 'application/cloudevents-batch+json';
const event = { specversion: '1.0', id: 'ev-1', source: 'urn:test', type: 'vendor.thing.happened.v1', data: { a: 1 } };
const binaryHeaders = [
  'ce-specversion',
  '1.0',
  'CE-ID',
  'ev-1',
  'ce-source',
  'urn:test',
  'ce-type',
  'vendor.thing.happened.v1',
  'Content-Type',
  'application/json',
];

const structured = (change: object = {}): RawRequest => ({
  contentType: STRUCTURED,
  rawHeaders: [],
  body: JSON.stringify({ ...event, ...change }),
});
const binary = (more: readonly string[] = [], body = '{"a":1}'): RawRequest => ({
  contentType: 'application/json',
  rawHeaders: [...binaryHeaders, ...more],
  body,
});

function refusalOf(request: RawRequest): { code: string; faults: string[] } | undefined {
  const read = readCloudEvents(request);
  return read.ok
    ? undefined
    : { code: read.error.code, faults: read.error.faults.map((f) => `${f.pointer} ${f.code}`) };
}
function only(request: RawRequest) {
  const read = readCloudEvents(request);
  const item = read.ok ? read.value.items[0] : undefined;
  return item?.ok ? item.value : undefined;
}
function faultsOf(request: RawRequest): string[] {
  const read = readCloudEvents(request);
  const item = read.ok ? read.value.items[0] : undefined;
  return item && !item.ok ? item.error.map((f) => `${f.pointer} ${f.code}`) : [];
}

describe('the mode of a request', () => {
  it.each([
    [STRUCTURED, [], 'structured'],
    ['Application/CloudEvents+JSON; charset=UTF-8', [], 'structured'],
    [`${BATCHED};charset="utf-8"`, [], 'batched'],
    ['application/json', ['Ce-Id', '1'], 'binary'],
    ['application/fhir+json', ['ce-id', '1'], 'binary'],
    ['application/json', [], undefined],
    ['application/json', ['x', 'ce-id'], undefined],
    ['application/cloudevents', [], undefined],
    ['application/cloudevents+xml', ['ce-id', '1'], undefined],
    ['text/plain', ['ce-id', '1'], 'binary'],
    ['application/xml; charset=iso-8859-1', ['ce-id', '1'], 'binary'],
    ['text/plain', [], undefined],
    ['application/json\ta', ['ce-id', '1'], undefined],
    ['application/cloudevents+json garbage', [], undefined],
    [`${STRUCTURED}; charset=utf-16`, [], undefined],
    ['', ['ce-id', '1'], 'binary'],
    ['', [], undefined],
  ])('%s with %j is %s', (contentType, rawHeaders, mode) =>
    expect(modeOf({ contentType, rawHeaders, body: '{}' })).toBe(mode),
  );
});

describe('structured mode', () => {
  it('reads attributes, extensions and data', () => {
    const read = only(structured({ subject: 'sub-1', time: '2026-03-02T14:00:00Z', myext: 5, historical: true }));
    expect(read).toMatchObject({
      id: 'ev-1',
      subject: 'sub-1',
      extensions: { myext: 5, historical: true },
      data: { a: 1 },
    });
  });

  it('takes null for absent, also where something is required', () => {
    expect(only(structured({ subject: null, time: null, data_base64: null }))).not.toHaveProperty('subject');
    expect(refusalOf(structured({ id: null }))).toEqual({
      code: 'invalid_cloudevent',
      faults: ['/id missing_attribute'],
    });
  });

  it.each(['id', 'source', 'type', 'specversion'])('needs %s, and not an empty one', (name) => {
    for (const value of [undefined, null, ''])
      expect(refusalOf(structured({ [name]: value }))?.code).toBe('invalid_cloudevent');
  });

  it.each(['0.3', '1.1', '1', 1])('refuses specversion %j', (specversion) =>
    expect(refusalOf(structured({ specversion }))?.faults).toEqual(['/specversion invalid_attribute']),
  );

  it('never invents an id or a time', () => {
    expect(only(structured())).not.toHaveProperty('time');
    expect(faultsOf(structured({ time: 'yesterday' }))).toEqual(['/time invalid_time']);
  });

  it.each<[string, unknown, string]>([
    ['id', 7, 'invalid_id'],
    ['id', 'a'.repeat(1_025), 'invalid_id'],
    ['id', '\u20ac'.repeat(342), 'invalid_id'],
    ['subject', '', 'invalid_id'],
    ['source', 'urn:with space', 'invalid_source'],
    ['type', 'a'.repeat(1_025), 'invalid_text'],
    ['datacontenttype', 'xml', 'invalid_text'],
    ['sequence', 5, 'invalid_text'],
    ['historical', 'yes', 'invalid_type'],
    ['recordedtime', 'now', 'invalid_time'],
    ['traceparent', '00-xyz', 'invalid_text'],
    ['dataclassification', 'public', 'unknown_classification'],
    ['datacategory', 'gossip', 'unknown_classification'],
    ['MyExt', 'x', 'invalid_attribute'],
    ['toString', 'x', 'invalid_attribute'],
    ['valueOf', null, ''],
    ['my-ext', 'x', 'invalid_attribute'],
    ['myext', {}, 'invalid_attribute'],
    ['myext', 1.5, 'invalid_attribute'],
    ['myext', 'x'.repeat(4_097), 'invalid_attribute'],
  ])('judges %s = %j', (name, value, code) =>
    expect(faultsOf(structured({ [name]: value }))).toEqual(code ? [`/${name} ${code}`] : []),
  );

  it.each(['Application/JSON', 'application/fhir+json', 'application/json; charset=utf-8'])(
    'takes %s for JSON',
    (datacontenttype) => expect(only(structured({ datacontenttype }))).toBeDefined(),
  );

  it('reads data_base64, and never both', () => {
    const encoded = Buffer.from('{"name":"Zo\u00eb"}').toString('base64');
    expect(only(structured({ data: undefined, data_base64: encoded }))?.data).toEqual({ name: 'Zo\u00eb' });
    expect(refusalOf(structured({ data_base64: encoded }))?.faults).toEqual(['/data_base64 mixed_modes']);
    for (const odd of ['%%%', 'wKA=', Buffer.from('{').toString('base64'), 7]) {
      expect(faultsOf(structured({ data: null, data_base64: odd }))).toEqual(['/data_base64 invalid_type']);
    }
  });

  it('refuses attributes that come in headers as well', () => {
    expect(refusalOf({ ...structured(), rawHeaders: ['ce-id', 'ev-2'] })).toEqual({
      code: 'invalid_cloudevent',
      faults: [' mixed_modes'],
    });
  });

  it('judges a hostile type as fast as any other', () => {
    for (const type of [`a${'_'.repeat(5_000)}!`, `a${'._-'.repeat(2_000)}!`, 'a'.repeat(50_000)])
      expect(faultsOf(structured({ type }))).toEqual(['/type invalid_text']);
    for (const source of [
      `${'a:'.repeat(500)} `,
      `//${'['.repeat(1_000)}`,
      `//${'@'.repeat(1_000)}`,
      `${'%4'.repeat(500)}`,
    ])
      expect(faultsOf(structured({ source }))).toEqual(['/source invalid_source']);
  });
});

describe('batched mode', () => {
  const batch = (value: unknown): RawRequest => ({ contentType: BATCHED, rawHeaders: [], body: JSON.stringify(value) });

  it('refuses one event for its own values where all faults were told, and the batch where some were not', () => {
    const wrong = (many: number) => ({ ...event, data: Array(many).fill(2 ** 53) });
    const read = readCloudEvents(batch([wrong(MOST_TOLD - 1), event]));
    expect(read.ok && read.value.items.map(({ ok }) => ok)).toEqual([false, true]);
    expect(refusalOf(batch([wrong(MOST_TOLD), event]))?.faults).toHaveLength(MOST_TOLD);
  });

  it('reads each event, and points at the one that is wrong', () => {
    const read = readCloudEvents(batch([event, { ...event, id: 'a\nb' }, 7, event]));
    const items = read.ok ? read.value.items : [];
    expect(items.map((item) => (item.ok ? 'fine' : item.error.map((f) => `${f.pointer} ${f.code}`).join()))).toEqual([
      'fine',
      '/1/id control_character',
      '/2 not_an_object',
      'fine',
    ]);
  });

  it.each([
    [[], 'list_size'],
    [{}, 'invalid_type'],
    [Array(MAX_BATCH + 1).fill(event), 'list_size'],
  ])('refuses what is no batch', (value, code) =>
    expect(refusalOf(batch(value))).toEqual({ code: 'invalid_event', faults: [` ${code}`] }),
  );
});

describe('binary mode', () => {
  it('reads the headers whatever their case, and the body as data', () => {
    expect(only(binary(['ce-subject', 'sub-1']))).toMatchObject({
      id: 'ev-1',
      type: 'vendor.thing.happened.v1',
      subject: 'sub-1',
      data: { a: 1 },
    });
  });

  it.each([
    ['caf%C3%A9', 'caf\u00e9'],
    ['caf%c3%a9', 'caf\u00e9'],
    ['"quoted \\"text\\""', 'quoted "text"'],
    ['50%25', '50%'],
    ['100%', '100%'],
    ['%2541', '%41'],
  ])('decodes %s once', (sent, read) => expect(only(binary(['ce-myext', sent]))?.extensions['myext']).toBe(read));

  it.each(['%C0%A0', '%FF', '%ED%A0%80'])('refuses %s, which is not UTF-8', (value) =>
    expect(refusalOf(binary(['ce-myext', value]))).toEqual({
      code: 'invalid_cloudevent',
      faults: ['/myext invalid_attribute'],
    }),
  );

  it.each([
    [['ce-id', 'ev-2'], '/id invalid_attribute'],
    [['ce-datacontenttype', 'application/json'], '/datacontenttype invalid_attribute'],
    [['ce-data', '{}'], '/data invalid_attribute'],
    [['content-type', 'application/json'], '/datacontenttype invalid_attribute'],
  ])('refuses %j beside the others', (more, fault) => expect(refusalOf(binary(more))?.faults).toEqual([fault]));

  it('reads data without a Content-Type as JSON, like the other two modes, and says what to send where it is none', () => {
    const untyped = (body: string | Uint8Array): RawRequest => ({
      contentType: '',
      rawHeaders: binaryHeaders.slice(0, -2),
      body,
    });
    expect(only(untyped('{"world":"hello"}\n'))).toMatchObject({ data: { world: 'hello' } });
    expect(only(untyped('"5"'))?.data).toBe('5');
    for (const odd of ['hello', '<a/>', '{"a":', '{"a":1,"a":2}', Uint8Array.of(0xff)]) {
      const read = readCloudEvents(untyped(odd));
      expect(read).toMatchObject({ ok: false, error: { code: expect.stringMatching(/^invalid_(json|event)$/) } });
      expect(JSON.stringify(read)).toContain('name in Content-Type what the data is');
    }
    expect(refusalOf(untyped(JSON.stringify(event)))?.faults).toEqual([' mixed_modes']);
  });

  it('is not impressed by names that reach for prototypes', () => {
    expect(only(binary(['ce-constructor', 'x']))?.extensions).toMatchObject({ constructor: 'x' });
    expect(faultsOf(binary(['ce-__proto__', 'x']))).toEqual(['/__proto__ invalid_attribute']);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it('says which attributes are missing', () => {
    expect(refusalOf({ ...binary(), rawHeaders: ['ce-id', 'ev-1'] })?.faults).toEqual([
      '/specversion missing_attribute',
      '/source missing_attribute',
      '/type missing_attribute',
    ]);
  });
});

it('nothing that arrives makes it throw', () => {
  const header = fc.tuple(
    fc.constantFrom('ce-id', 'ce-type', 'ce-source', 'ce-specversion', 'ce-x', 'ce-', 'content-type', 'x'),
    fc.string(),
  );
  const request = fc.record({
    contentType: fc.oneof(fc.string(), fc.constantFrom(STRUCTURED, BATCHED, 'application/json')),
    rawHeaders: fc.array(header).map((h) => h.flat()),
    body: fc.oneof(fc.json(), fc.string()),
  });
  fc.assert(fc.property(request, (raw) => expect(typeof readCloudEvents(raw).ok).toBe('boolean')));
});
