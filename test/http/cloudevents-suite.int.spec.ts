/**
 * The conformance suite of the CloudEvents project: its events as the JavaScript SDK sends them in each mode, and its
 * requests byte by byte over a socket.
 */
import { connect } from 'node:net';
import { CloudEvent, HTTP } from 'cloudevents';
import { BATCHED, STRUCTURED, listen, openApi, post, refusal, signed, traces, type ApiHouse } from './api-system.js';
import {
  HTTP_BINDING,
  INVALID_BATCHES,
  INVALID_EVENTS,
  V1,
  V1_MINIMUM,
  VALID_BATCHES,
  VALID_EVENTS,
  type RawRequest,
  type SuiteEvent,
} from './cloudevents-suite.js';

type Json = Readonly<Record<string, unknown>>;
const FILES: readonly SuiteEvent[] = [...V1_MINIMUM, V1];
const KEPT = { verdict: 'quarantined', reason: 'unknown_type' };

let api: ApiHouse;
let port: number | undefined;
async function open(): Promise<void> {
  api = await openApi();
  port = undefined;
}
/** Events of the suite share their ids, so some tests want a log of their own. */
const withLogs = (per: 'test' | 'block'): void => {
  (per === 'test' ? beforeEach : beforeAll)(open);
  (per === 'test' ? afterEach : afterAll)(() => api.close());
};

async function stored(event: Json): Promise<Json> {
  const { rows } = await api.system.parts.db.query<{ text: string }>(
    `SELECT convert_from(payload, 'UTF8') AS text FROM event WHERE source = $1 AND external_id = $2`,
    [event['source'], event['id']],
  );
  expect(rows).toHaveLength(1);
  return JSON.parse(rows[0]?.text ?? '{}') as Json;
}

/** The data as a receiver reads it: a value when it says that it is JSON or says nothing, else text. */
const valueOf = ({ attributes, data }: SuiteEvent): unknown =>
  /json|^$/.test(attributes['datacontenttype'] ?? '') ? JSON.parse(data) : data;

/** One spelling for what means the same: JSON and UTF-8 go without saying, and an extension is the text of its value. */
function asKept({ data, datacontenttype, ...attributes }: Json): Json {
  const said = Object.entries(attributes).filter(([, value]) => value !== null);
  const type = String(datacontenttype ?? 'json')
    .replace('; charset=utf-8', '')
    .replace('; ', ';');
  return {
    ...Object.fromEntries(said.map(([name, value]) => [name, String(value)])),
    ...(type.endsWith('json') ? {} : { datacontenttype: type }),
    ...(data === undefined ? {} : { data }),
  };
}
/** The SDK dates what has no date and writes the milliseconds of what has one. */
const kept = async (event: SuiteEvent): Promise<Json> => {
  const { time, ...rest } = await stored(event.attributes);
  const said = event.attributes['time'];
  if (said !== undefined) expect(Date.parse(String(time))).toBe(Date.parse(said));
  return said === undefined ? rest : { ...rest, time: said };
};
async function expectKept(events: readonly SuiteEvent[]): Promise<void> {
  for (const event of events) expect(await kept(event)).toEqual(asKept({ ...event.attributes, data: valueOf(event) }));
}

/** What the door needs and the suite leaves open: the path, the key and a signature. */
async function overSocket(head: readonly string[], body: string): Promise<{ status: number; body: string }> {
  const at = (port ??= await listen(api));
  const own = { authorization: `Bearer ${api.system.apiKey}`, ...signed(api.system, { body }), connection: 'close' };
  const lines = [...head, ...Object.entries(own).map(([name, value]) => `${name}: ${value}`)];
  const text = await new Promise<string>((resolve, reject) => {
    const socket = connect(at, '127.0.0.1');
    let came = '';
    socket.on('data', (chunk) => (came += chunk.toString('utf8')));
    socket.on('close', () => resolve(came));
    socket.on('error', reject);
    socket.write(`POST /v1/events HTTP/1.1\r\nHost: example.com\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
  });
  return { status: Number(text.slice('HTTP/1.1 '.length, 12)), body: text.slice(text.indexOf('\r\n\r\n') + 4) };
}

describe('v1_minimum and v1, sent by the JavaScript SDK', () => {
  withLogs('test');
  const made = ({ attributes }: SuiteEvent, data: unknown): CloudEvent<unknown> =>
    new CloudEvent({ ...attributes, data } as unknown as CloudEvent<unknown>);

  it('in structured mode are accepted, and kept as what they say', async () => {
    for (const event of FILES) {
      const body = String(HTTP.structured(made(event, valueOf(event))).body);
      const reply = await post(api, { body, contentType: STRUCTURED });
      expect([reply.statusCode, reply.json()]).toMatchObject([202, { receipts: [KEPT] }]);
    }
    await expectKept(FILES);
  });

  it('in binary mode are accepted, and kept as what they say', async () => {
    for (const event of FILES) {
      const { headers, body } = HTTP.binary(made(event, event.data));
      const { 'content-type': contentType, ...rest } = headers as Record<string, string>;
      const reply = await post(api, { body: String(body), contentType, headers: { ...rest, ...event.transport } });
      expect([reply.statusCode, reply.json()]).toMatchObject([202, { receipts: [KEPT] }]);
    }
    await expectKept(FILES);
  });

  it('in batched mode are accepted, and kept as what they say', async () => {
    const body = JSON.stringify(FILES.map((event) => made(event, valueOf(event))));
    const reply = await post(api, { body, contentType: BATCHED });
    expect([reply.statusCode, reply.json()]).toMatchObject([202, { receipts: FILES.map(() => KEPT) }]);
    await expectKept(FILES);
  });
});

describe('v1_minimum and v1, as the raw requests that the suite makes of them', () => {
  withLogs('block');

  it.each(FILES.map((event) => [event.attributes['id'], event] as const))(
    '%s is accepted, and kept as what it says',
    async (_, event) => {
      const { datacontenttype, ...others } = event.attributes;
      const head = [
        ...Object.entries(event.transport ?? {}).map(([name, value]) => `${name}: ${value}`),
        ...Object.entries(others).map(([name, value]) => `ce-${name}: ${value}`),
        ...(datacontenttype === undefined ? [] : [`Content-Type: ${datacontenttype}`]),
        `Content-Length: ${Buffer.byteLength(event.data)}`,
      ];
      const answer = await overSocket(head, event.data);
      expect([answer.status, answer.body]).toEqual([202, expect.stringContaining('"unknown_type"')]);
      await expectKept([event]);
    },
  );
});

describe('the HTTP binding', () => {
  withLogs('test');
  const REQUESTS = Object.entries(HTTP_BINDING);
  const asSaid = ({ attributes }: RawRequest): Json => asKept({ ...attributes, data: { message: 'Hello World!' } });

  it.each(REQUESTS)('%s: the raw request is accepted, and kept as what it says', async (_, request) => {
    expect(request.head).toContain(`Content-Length: ${Buffer.byteLength(request.body)}`);
    expect((await overSocket(request.head, request.body)).status).toBe(202);
    expect(await stored(request.attributes)).toEqual(asSaid(request));
  });

  it('the four requests are one event', async () => {
    const answers: number[] = [];
    for (const [, { head, body }] of REQUESTS) answers.push((await overSocket(head, body)).status);
    expect(answers).toEqual([202, 200, 200, 200]);
  });

  it('what the SDK reads of each is accepted in both modes, as one event', async () => {
    for (const [id, request] of REQUESTS) {
      const headers = request.head.map((line) => line.split(': ') as [string, string]);
      const read = HTTP.toEvent({ headers: Object.fromEntries(headers), body: request.body }) as CloudEvent<unknown>;
      const named = read.cloneWith({ id });
      const structured = await post(api, { body: String(HTTP.structured(named).body) });
      const { headers: sent, body } = HTTP.binary(named);
      const { 'content-type': contentType, ...rest } = sent as Record<string, string>;
      const binary = await post(api, { body: String(body), contentType, headers: rest });
      expect([structured.statusCode, binary.statusCode]).toEqual([202, 200]);
      const said = { ...asSaid(request), id, time: '2018-04-05T03:56:24.000Z' };
      expect(await stored({ ...request.attributes, id })).toEqual(said);
    }
  });
});

/** Under ids of their own, for the suite uses the same ones again. */
describe('the JSON format', () => {
  withLogs('block');
  const { validBatchEmpty, ...BATCHES } = VALID_BATCHES;

  it.each(Object.entries(VALID_EVENTS))('%s is accepted, and kept as what it says', async (id, event) => {
    const sent = { ...event, id };
    const reply = await post(api, { body: JSON.stringify(sent) });
    expect([reply.statusCode, reply.json()]).toMatchObject([202, { receipts: [KEPT] }]);
    expect(await stored(sent)).toEqual(asKept(sent));
  });

  it.each(Object.entries(BATCHES))('%s is accepted', async (name, events) => {
    const batch = events.map((event) => ({ ...event, id: `${name} ${String(event['id'])}` }));
    const reply = await post(api, { body: JSON.stringify(batch), contentType: BATCHED });
    expect([reply.statusCode, reply.json<{ receipts: unknown[] }>().receipts.length]).toEqual([202, batch.length]);
    for (const event of batch) expect(await stored(event)).toEqual(asKept(event));
  });

  it('validBatchEmpty alone is refused: nothing can have been meant by it [B-042]', async () => {
    const reply = await post(api, { body: JSON.stringify(validBatchEmpty), contentType: BATCHED });
    expect(refusal(reply)).toMatchObject({ status: 422, faults: ['list_size'] });
  });
});

describe('what the JSON format has to refuse', () => {
  withLogs('block');

  it.each([
    ...Object.entries(INVALID_EVENTS).map(([name, event]) => [name, event, STRUCTURED] as const),
    ...Object.entries(INVALID_BATCHES).map(([name, batch]) => [name, batch, BATCHED] as const),
  ])('%s is refused, and leaves nothing', async (_, sent, contentType) => {
    const reply = await post(api, { body: JSON.stringify(sent), contentType });
    expect([400, 422]).toContain(refusal(reply).status);
    expect(await traces(api.system)).toMatchObject({ events: 0, keys: 0 });
  });
});
