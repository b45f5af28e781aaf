/**
 * CloudEvents 1.0.2 by its own examples: the JSON format, the HTTP binding and the attributes of each type, written out as
 * they travel; and the JavaScript SDK of the CloudEvents project, which sends what it makes of its own minimal and full events.
 */
import { CloudEvent, HTTP } from 'cloudevents';
import { BATCHED, STRUCTURED, ask, openApi, post, type ApiHouse, type Reply } from './api-system.js';

let api: ApiHouse;
beforeAll(async () => (api = await openApi()));
afterAll(() => api.close());

const receipts = (reply: Reply): { verdict: string; reason?: string; position?: number }[] =>
  reply.json<{ receipts: { verdict: string; reason?: string; position?: number }[] }>().receipts;
async function stored(source: string, id: string): Promise<Record<string, unknown>> {
  const { rows } = await api.system.parts.db.query<{ text: string }>(
    `SELECT convert_from(payload, 'UTF8') AS text FROM event WHERE source = $1 AND external_id = $2`,
    [source, id],
  );
  return JSON.parse(rows[0]?.text ?? '{}') as Record<string, unknown>;
}

/** v1_minimum and v1: the required attributes, and all of them. */
const MINIMUM = {
  specversion: '1.0',
  type: 'com.github.pull_request.opened',
  source: 'https://github.com/cloudevents/spec/pull',
  id: 'A234-1234-1234',
};
const FULL = {
  ...MINIMUM,
  id: 'B234-1234-1234',
  subject: '123',
  time: '2018-04-05T17:31:00Z',
  datacontenttype: 'application/json',
  dataschema: 'https://example.com/schema#v1',
  comexampleextension1: 'value',
  comexampleothervalue: 5,
  data: { much: 'wow' },
};
/** One extension of each type of the specification's type system. */
const TYPED = {
  ...MINIMUM,
  id: 'C234-1234-1234',
  extboolean: true,
  extinteger: -2_147_483_648,
  extstring: 'Euro \u20ac \u{1f600} "quoted" 100%',
  extbinary: 'AQIDBA==',
  exturi: 'https://example.com/a%20b?c#d',
  exturireference: '../a/b',
  exttimestamp: '2018-04-05T17:31:00.123456789+14:00',
};

describe('the JSON format', () => {
  it.each<[string, Record<string, unknown>]>([
    ['of the minimum', MINIMUM],
    ['of every attribute', FULL],
    ['of an extension of each type', TYPED],
    ['with an extension that is null', { ...MINIMUM, id: 'null', unsetextension: null }],
    ['with text as data', { ...MINIMUM, id: 'text', datacontenttype: 'text/xml', data: '<much wow="xml"/>' }],
    [
      'with base64 as data',
      { ...MINIMUM, id: 'bytes', datacontenttype: 'application/vnd.apache.thrift.binary', data_base64: '/////w==' },
    ],
    [
      'with a JSON text as data',
      { ...MINIMUM, id: 'json-text', datacontenttype: 'application/json', data: 'I am a JSON text' },
    ],
    ['with a JSON number as data', { ...MINIMUM, id: 'json-number', data: 1.5 }],
    [
      'with a JSON list as data',
      { ...MINIMUM, id: 'json-list', datacontenttype: 'text/json', data: [{ any: ['thing'] }] },
    ],
    ['with a relative source', { ...MINIMUM, id: 'relative', source: '/cloudevents/spec/pull/123' }],
    ['with a source that is a URN', { ...MINIMUM, id: 'urn', source: 'urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66' }],
    ['with a source that is an address', { ...MINIMUM, id: 'mail', source: 'mailto:cncf-wg-serverless@lists.cncf.io' }],
    ['with a source that is a serial number', { ...MINIMUM, id: 'serial', source: '1-555-123-4567' }],
  ])('%s', async (_, event) => {
    const reply = await post(api, { body: JSON.stringify(event), contentType: `${STRUCTURED}; charset=UTF-8` });
    expect([reply.statusCode, receipts(reply)]).toMatchObject([
      202,
      [{ verdict: 'quarantined', reason: 'unknown_type' }],
    ]);
    const kept = await stored(String(event['source']), String(event['id']));
    expect(kept).toMatchObject({ type: MINIMUM.type, ...(event['data'] === undefined ? {} : { data: event['data'] }) });
    expect((await post(api, { body: JSON.stringify(event) })).statusCode).toBe(200);
  });

  it('of a batch, each event with its own set of attributes', async () => {
    const batch = [
      { ...MINIMUM, id: 'b1' },
      { ...FULL, id: 'b2' },
      { ...TYPED, id: 'b3' },
    ];
    const reply = await post(api, { body: JSON.stringify(batch), contentType: BATCHED });
    expect([reply.statusCode, receipts(reply).length]).toEqual([202, 3]);
  });
});

describe('the HTTP binding', () => {
  const headersOf = (attributes: Record<string, unknown>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(attributes)
        .filter(([name]) => name !== 'data' && name !== 'datacontenttype')
        .map(([name, value]) => [`ce-${name}`, percentEncoded(String(value))]),
    );
  /** Section 3.1.3.2: blanks, quotes, percent signs and all beyond printable ASCII. */
  const percentEncoded = (text: string): string => text.replace(/[^!#$&-~]/gu, (c) => encodeURIComponent(c));

  it('in binary mode is the same event as in the JSON format', async () => {
    for (const event of [FULL, TYPED].map((e) => ({ ...e, id: `binary-${e.id}`, data: { much: 'wow' } }))) {
      expect((await post(api, { body: JSON.stringify(event) })).statusCode).toBe(202);
      const binary = {
        body: '{"much":"wow"}',
        contentType: 'application/json; charset=utf-8',
        headers: headersOf(event),
      };
      const reply = await post(api, binary);
      expect([reply.statusCode, receipts(reply)]).toMatchObject([200, [{ verdict: 'duplicate' }]]);
    }
  });

  it('in binary mode needs no data, and no content type then', async () => {
    for (const contentType of ['', 'application/json', 'text/plain']) {
      const headers = headersOf({ ...MINIMUM, id: `empty-${contentType}` });
      expect((await post(api, { body: '', contentType, headers })).statusCode).toBe(202);
    }
  });

  it.each([
    ['lower-case hexadecimal digits', 'caf%c3%a9', 'caf\u00e9'],
    ['a quoted value', '"Euro %E2%82%AC"', 'Euro \u20ac'],
    ['a character of four bytes', '%F0%9F%98%80', '\u{1f600}'],
    ['an encoded percent sign', '100%25', '100%'],
  ])('decodes %s', async (what, sent, value) => {
    const id = `header-${what}`;
    const headers = { ...headersOf({ ...MINIMUM, id }), 'ce-extstring': sent };
    expect((await post(api, { body: '{}', contentType: 'application/json', headers })).statusCode).toBe(202);
    expect(await stored(MINIMUM.source, id)).toMatchObject({ extstring: value });
  });
});

describe('the SDK of the CloudEvents project', () => {
  const known = { episode: 'ep-sdk', client: 'cl-sdk', direction: 'from-client', channel: 'phone' };
  const events: Readonly<Record<string, CloudEvent<unknown>>> = {
    v1_minimum: new CloudEvent({ ...MINIMUM, id: 'sdk-minimum', time: '2026-03-02T13:00:00Z' }),
    v1: new CloudEvent<object>({ ...FULL, id: 'sdk-full' }),
    'a text': new CloudEvent({
      ...MINIMUM,
      id: 'sdk-text',
      time: '2026-03-02T13:00:00Z',
      datacontenttype: 'text/plain',
      data: 'hello',
    }),
    'a fact that is known': new CloudEvent<object>({
      id: 'sdk/known 1+1',
      source: 'urn:example:sdk',
      type: 'rapport.engagement.contact_logged.v1',
      time: '2026-03-02T13:00:00Z',
      data: known,
    }),
  };
  const sent = ({ headers, body }: ReturnType<typeof HTTP.binary>): Promise<Reply> => {
    const { 'content-type': contentType, ...rest } = headers as Record<string, string>;
    return post(api, { body: typeof body === 'string' ? body : '', contentType, headers: rest });
  };

  it.each(Object.entries(events))('sends %s in both modes, and it is one event', async (_, event) => {
    const first = await sent(HTTP.structured(event));
    expect([first.statusCode, first.body]).toMatchObject([202, expect.any(String)]);
    const again = await sent(HTTP.binary(event));
    expect([again.statusCode, receipts(again)]).toMatchObject([200, [{ verdict: 'duplicate' }]]);
    const { source, id } = event;
    const query = new URLSearchParams({ source, id }).toString();
    expect((await ask(api, `/v1/events?${query}`)).statusCode).toBe(200);
  });
});
