/** A fault names its place, and so the member that is wrong; else what people wrote, rated or are called is in no answer to a bad request, in no header and in no line of the log. */
import { pino } from 'pino';
import { gzipSync } from 'node:zlib';
import { BATCHED, ask, openApi, post, type ApiHouse, type Sending } from './api-system.js';
import { SENT_VALUE, appointment, json, missed } from './refused-bodies.js';

/** A rating no instrument has. */
const RATING = 731.25;
const MARKS = [SENT_VALUE, String(RATING), 'Quillfeather'];

const lines: string[] = [];
let api: ApiHouse;
beforeAll(async () => {
  const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  api = await openApi({ logger: logger as never });
});
afterAll(() => api.close());

const form = (change: object): object =>
  missed({
    type: 'rapport.feedback.submitted.v1',
    data: {
      episode: 'ep-1',
      client: 'Quillfeather',
      form: 'f-1',
      instrument: { code: 'phq-9', version: '1' },
      respondent: 'client',
      items: [{ item: 'phq9-1', value: RATING }],
      ...change,
    },
  });
const text = JSON.stringify(form({ comment: SENT_VALUE }));

const SENDINGS: [string, Sending][] = [
  ['half a document', { body: text.slice(0, -2) }],
  ['two documents', { body: text + text }],
  ['an answer out of range', { body: JSON.stringify(form({})) }],
  ['an unknown member', { body: text }],
  ['the wrong type everywhere', { body: JSON.stringify(form({ client: [SENT_VALUE], items: { RATING } })) }],
  ['a time that is a name', { body: json({ time: 'Quillfeather' }) }],
  ['an id with a name', { body: json({ id: 'Quillfeather '.repeat(100) }) }],
  ['a type with a name', { body: json({ type: 'Quillfeather '.repeat(100) }) }],
  ['a source with a name', { body: json({ source: 'Quillfeather says\n' }) }],
  ['a code nobody knows', { body: json({ data: { ...appointment, by: SENT_VALUE } }) }],
  ['a forbidden key', { body: text.replace('"form"', '"__proto__":{},"form"') }],
  ['too deep', { body: `${'['.repeat(70)}"${SENT_VALUE}"${']'.repeat(70)}` }],
  ['too large', { body: text.padEnd(1_048_577, ' ') }],
  ['a batch', { body: `[${text},${text}]`, contentType: BATCHED }],
  ['a batch tried', { body: `[${text}]`, contentType: BATCHED, url: '/v1/events:validate' }],
  ['a batch in part', { body: `[${text}]`, contentType: BATCHED, url: '/v1/events?mode=partial' }],
  ['a foreign type of content', { body: text, contentType: `text/${SENT_VALUE.toLowerCase()}` }],
  ['packed', { body: gzipSync(text), headers: { 'content-encoding': 'gzip' } }],
  ['with a wrong signature', { body: text, headers: { 'webhook-signature': `v1,${SENT_VALUE}` } }],
  ['with a wrong key', { body: text, apiKey: SENT_VALUE }],
  ['to nowhere', { body: text, url: '/v1/Quillfeather' }],
  ['in a mode nobody knows', { body: text, url: '/v1/events?mode=Quillfeather' }],
];

describe('a bad request', () => {
  it.each(SENDINGS)('%s: is refused without repeating what was in it', async (_, sending) => {
    const reply = await post(api, sending);
    const partial = sending.url === '/v1/events?mode=partial';
    expect(reply.statusCode).toBeGreaterThanOrEqual(partial ? 200 : 400);
    const answer = reply.body + JSON.stringify(reply.headers);
    for (const mark of MARKS) expect(answer).not.toContain(mark);
  });

  it.each([
    '/v1/caseload?clinician=Quillfeather%20x',
    '/v1/caseload?cursor=Quillfeather',
    '/v1/alerts?show=Quillfeather',
    '/v1/episodes/Quillfeather',
    '/v1/events?source=Quillfeather&id=Quillfeather',
  ])('%s: asks in vain, and reads nothing of it back', async (url) => {
    const reply = await ask(api, url);
    expect(reply.statusCode).toBeGreaterThanOrEqual(400);
    expect(reply.body).not.toContain('Quillfeather');
  });

  it('leaves nothing of it in the log, whatever its level', () => {
    const log = lines.join('');
    for (const mark of MARKS) expect(log).not.toContain(mark);
  });
});
