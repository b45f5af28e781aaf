/** What the event route refuses, with which code, and that a refusal leaves nothing behind. */
import { gzipSync } from 'node:zlib';
import { toIso } from '#lib/kernel';
import { openApi, post, type ApiHouse } from './api-system.js';
import { appointment, booked, json, refuses, SENT_VALUE, withData } from './refused-bodies.js';

let api: ApiHouse;
beforeAll(async () => (api = await openApi()));
afterAll(() => api.close());

const expectRefused = refuses(() => api);

describe('a body that is not JSON is refused with 400', () => {
  it.each<[string, string | Buffer, string]>([
    ['nothing [B-001]', '', 'empty_body'],
    ['white space', ' \n\t', 'empty_body'],
    ['a document that ends too early [B-002]', json().slice(0, -1), 'invalid_json'],
    ['garbage after the document', `${json()} x`, 'invalid_json'],
    ['two documents [B-004]', json() + json(), 'invalid_json'],
    ['a byte order mark', `\ufeff${json()}`, 'invalid_json'],
    ['NaN', withData('"x":NaN'), 'invalid_json'],
    ['Infinity', withData('"x":Infinity'), 'invalid_json'],
    ['single quotes', json().replaceAll('"', "'"), 'invalid_json'],
    ['a comment', `/* hello */${json()}`, 'invalid_json'],
    ['a trailing comma [B-005]', json().replace(/}$/, ',}'), 'invalid_json'],
    [
      'bytes that are not UTF-8',
      Buffer.concat([Buffer.from('"'), Buffer.from([0xc0, 0xa0]), Buffer.from('"')]),
      'invalid_json',
    ],
    ['65 levels', `${'['.repeat(65)}${']'.repeat(65)}`, 'too_deep'],
    ['100,000 levels [B-006]', '['.repeat(100_000), 'too_deep'],
    ['a member that is named twice', withData('"x":1,"x":2'), 'invalid_json'],
    ['an attribute that is named twice', json().replace('{', '{"id":"first",'), 'invalid_json'],
    ['__proto__', withData('"__proto__":{"polluted":true}'), 'forbidden_key'],
    ['constructor.prototype [B-013]', withData('"constructor":{"prototype":{"polluted":true}}'), 'forbidden_key'],
  ])('%s', async (_, body, code) => {
    await expectRefused({ body }, { status: 400, code });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('a document that is no event is refused with 422 [B-003]', () => {
  it.each([
    ['null', 'null', 'not_an_object'],
    ['a list', '[]', 'not_an_object'],
    ['a text', '"x"', 'not_an_object'],
    ['a number', '1', 'not_an_object'],
    ['a NUL character', withData('"x":"a\\u0000b"'), 'nul_character'],
    ['a NUL character in a name [B-011]', withData('"a\\u0000b":1'), 'nul_character'],
    ['a character that reorders text', withData('"x":"abc\u202edef"'), 'bidi_character'],
    ['a control character', withData('"x":"\\u0007"'), 'control_character'],
    ['half of a surrogate pair [B-012]', withData('"x":"\\ud800"'), 'invalid_unicode'],
    ['an integer that loses digits', withData('"x":9007199254740993'), 'number_range'],
    ['a number too large for a double', withData('"x":1e400'), 'number_range'],
    ['a number too small for a double [B-015]', withData('"x":1e-400'), 'number_range'],
    ['minus zero', withData('"x":-0'), 'number_range'],
    [
      '10,001 members',
      withData(`"x":{${Array.from({ length: 10_001 }, (_, i) => `"k${i}":0`).join()}}`),
      'too_many_members',
    ],
    ['10,001 items [B-016]', withData(`"x":[${Array(10_001).fill('0').join()}]`), 'too_many_members'],
    [
      'a member nobody knows [B-017]',
      json({ data: { ...appointment, by: 'client', toString: SENT_VALUE } }),
      'unknown_property',
    ],
    ['an attribute named like a method [B-013]', json({ toString: SENT_VALUE }), 'invalid_attribute'],
    ['an attribute with capitals', json({ hasOwnProperty: 1 }), 'invalid_attribute'],
    ['a classification we do not know', json({ dataclassification: SENT_VALUE }), 'unknown_classification'],
    ['a type of our own', json({ type: 'rapport.alert.resolved.v1', data: {} }), 'reserved_type'],
    ['a source of ours', json({ source: 'urn:rapport' }), 'invalid_source'],
  ])('%s', async (_, body, fault) => {
    await expectRefused({ body }, { status: 422, code: 'invalid_event', faults: [fault] });
  });

  it.each(['\u0000', 'a\nb', 'x'.repeat(1_025), '\u{1f600}'.repeat(257), '\u202egnp.x', 7])(
    'an id such as %j [B-021]',
    async (id) => {
      await expectRefused({ body: json({ id }) }, { status: 422, code: 'invalid_event' });
    },
  );

  it.each([`a${'.b'.repeat(512)}`, 'x'.repeat(100_000), 7, true])('a type such as %.40j [B-024]', async (type) => {
    await expectRefused({ body: json({ type }) }, { status: 422, code: 'invalid_event', faults: ['invalid_text'] });
  });

  it.each(['has spaces', 'urn:pr\u00e4xis', 'http://[::1', SENT_VALUE.replace('-', '\\')])(
    'a source such as %j',
    async (source) => {
      await expectRefused(
        { body: json({ source }) },
        { status: 422, code: 'invalid_event', faults: ['invalid_source'] },
      );
    },
  );

  it.each([
    '2026-03-02T14:00:00',
    'now',
    'tomorrow',
    'infinity',
    '12',
    '2026-02-30T00:00:00Z',
    '1/2/2026',
    1_772_460_000,
    '2026-03-02T23:59:60Z',
    '+275760-09-13T00:00:00Z',
    '2026-W10-1T00:00:00Z',
  ])('a time such as %j [B-026]', async (time) => {
    await expectRefused({ body: json({ time }) }, { status: 422, code: 'invalid_event', faults: ['invalid_time'] });
  });

  it.each([6 * 60_000, 10 * 365 * 86_400_000])('a time that lies %d ms ahead [B-027]', async (ahead) => {
    await expectRefused(
      { body: json({ time: toIso(api.system.clock.now() + ahead) }) },
      { status: 422, code: 'invalid_event', faults: ['future_time'] },
    );
  });

  it.each([
    ['ends before it starts', '2026-03-02T14:00:00Z', '2026-03-02T13:00:00Z'],
    ['takes no time', '2026-03-02T14:00:00Z', '2026-03-02T14:00:00Z'],
    ['takes a year', '2026-03-02T14:00:00Z', '2027-03-02T15:00:00Z'],
  ])('an appointment that %s [B-034]', async (_, start, end) => {
    await expectRefused(
      { body: booked(start, end) },
      { status: 422, code: 'invalid_event', faults: ['invalid_period'] },
    );
  });

  const form = (items: unknown): string =>
    json({
      type: 'rapport.feedback.submitted.v1',
      data: {
        episode: 'ep-1',
        client: 'cl-1',
        form: 'f-1',
        instrument: { code: 'phq-9', version: '1' },
        respondent: 'client',
        items,
      },
    });
  it.each<[string, unknown, string]>([
    ['above its range', [{ item: 'phq9-1', value: 4 }], 'score_range'],
    ['below its range', [{ item: 'phq9-1', value: -1 }], 'score_range'],
    ['between two steps', [{ item: 'phq9-1', value: 1.5 }], 'score_range'],
    ['written as text', [{ item: 'phq9-1', value: '2' }], 'number_range'],
    [
      'given twice',
      [
        { item: 'phq9-1', value: 1 },
        { item: 'phq9-1', value: 2 },
      ],
      'duplicate_item',
    ],
    ['to a question nobody asked', [{ item: 'phq9-10', value: 1 }], 'unknown_item'],
  ])('an answer %s [B-036]', async (_, items, fault) => {
    await expectRefused({ body: form(items) }, { status: 422, code: 'invalid_event', faults: [fault] });
  });

  it('and every fault is listed at once, each at its place', async () => {
    const reply = await post(api, { body: json({ time: 'now', data: { ...appointment, by: 'clent', extra: 1 } }) });
    const { errors } = reply.json<{ errors: { pointer: string; code: string; hint?: string }[] }>();
    expect(errors.map(({ pointer, code }) => [pointer, code])).toEqual([['/time', 'invalid_time']]);
    const second = await post(api, { body: json({ data: { ...appointment, by: 'clent', extra: 1 } }) });
    expect(second.json<{ errors: object[] }>().errors).toMatchObject([
      { pointer: '/data/by', code: 'unknown_code', hint: 'did you mean "client"?' },
      { pointer: '/data/extra', code: 'unknown_property' },
    ]);
  });
});

describe('what is no CloudEvent is refused with 400 [B-045]', () => {
  it.each([
    ['no id', json({ id: null }), 'missing_attribute'],
    ['an empty id', json({ id: '' }), 'missing_attribute'],
    ['no source', json({ source: undefined }), 'missing_attribute'],
    ['no type', json({ type: undefined }), 'missing_attribute'],
    ['no specversion', json({ specversion: undefined }), 'missing_attribute'],
    ['an old specversion', json({ specversion: '0.3' }), 'invalid_attribute'],
    ['data and data_base64', json({ data_base64: 'e30=' }), 'mixed_modes'],
  ])('%s', async (_, body, fault) => {
    await expectRefused({ body }, { status: 400, code: 'invalid_cloudevent', faults: [fault] });
  });

  const binary = {
    'ce-id': 'ev-1',
    'ce-source': 'urn:test',
    'ce-type': 'rapport.appointment.missed.v1',
    'ce-specversion': '1.0',
  };
  const data = JSON.stringify({ ...appointment, by: 'client' });
  it.each(['ce-id', 'ce-source', 'ce-type', 'ce-specversion'])('binary mode without %s', async (header) => {
    const headers = Object.fromEntries(Object.entries(binary).filter(([name]) => name !== header));
    await expectRefused(
      { body: data, contentType: 'application/json', headers },
      { status: 400, code: 'invalid_cloudevent', faults: ['missing_attribute'] },
    );
  });

  it.each<[string, Record<string, string>]>([
    ['specversion 0.3', { 'ce-specversion': '0.3' }],
    ['an overlong UTF-8 sequence', { 'ce-subject': 'a%C0%A0b' }],
    ['ce-datacontenttype', { 'ce-datacontenttype': 'application/json' }],
  ])('binary mode with %s', async (_, more) => {
    await expectRefused(
      { body: data, contentType: 'application/json', headers: { ...binary, ...more } },
      { status: 400, code: 'invalid_cloudevent' },
    );
  });

  it('attributes in headers and in the body', async () => {
    await expectRefused(
      { body: json(), headers: binary },
      { status: 400, code: 'invalid_cloudevent', faults: ['mixed_modes'] },
    );
  });
});

describe('a content type that is none of ours is refused with 415 [B-009, B-066]', () => {
  it.each([
    'text/plain',
    'application/json',
    'application/json\ta',
    'application/cloudevents+json garbage',
    'application/cloudevents+json;   garbage',
    'application/cloudevents+json; charset',
    'application/cloudevents+json; charset=utf-16',
    'application/cloudevents+xml',
    'application/xml',
    'multipart/form-data; boundary=x',
    'x',
  ])('%j', async (contentType) => {
    await expectRefused({ body: json(), contentType }, { status: 415, code: 'unsupported_media_type' });
  });

  it('none at all', async () => {
    await expectRefused(
      { body: Buffer.from(json()), contentType: '' },
      { status: 415, code: 'unsupported_media_type' },
    );
  });

  it.each(['gzip', 'br', 'gzip, gzip', 'deflate', 'x'])('a body that is coded as %s [B-008]', async (coding) => {
    await expectRefused(
      { body: gzipSync(json()), headers: { 'content-encoding': coding } },
      { status: 415, code: 'unsupported_media_type' },
    );
  });
});
