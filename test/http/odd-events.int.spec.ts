/** Events at the edge of what is understood: versions, forms, long texts, unusual letters. Kept, counted, or refused by name. */
import { cloudEvent, dyadOf, opened, pulse, send } from '#lib/testkit';
import { ask, openApi, post, type ApiHouse, type Reply } from './api-system.js';
import { appointment, json, missed, refuses } from './refused-bodies.js';

const AT = Date.UTC(2026, 2, 2);
let api: ApiHouse;
beforeAll(async () => (api = await openApi()));
afterAll(() => api.close());

const expectRefused = refuses(() => api);
const sendOne = (event: object): Promise<Reply> => post(api, { body: JSON.stringify(event) });
const storedAs = async (id: string): Promise<Record<string, unknown>> => {
  const { rows } = await api.system.parts.db.query(
    `SELECT convert_from(payload, 'UTF8') AS text FROM event WHERE external_id = $1`,
    [id],
  );
  return JSON.parse(String(rows[0]?.['text'])) as Record<string, unknown>;
};

describe('the version in a type', () => {
  it.each(['v0', 'v-1', 'v"1"', 'v01', 'v1.0', 'v'])('such as %s is none [B-025]', async (version) => {
    const body = json({ id: `version-${version.replaceAll('"', '')}`, type: `rapport.appointment.missed.${version}` });
    const reply = await post(api, { body });
    if (reply.statusCode === 422) return expectRefused({ body }, { status: 422, code: 'invalid_event' });
    expect([reply.statusCode, reply.json()]).toMatchObject([
      202,
      { receipts: [{ verdict: 'quarantined', reason: 'unknown_type' }] },
    ]);
  });

  it('that is missing makes a type nobody knows, and the right one is named [B-025]', async () => {
    const reply = await sendOne(missed({ id: 'no-version', type: 'rapport.appointment.missed' }));
    expect([reply.statusCode, reply.json()]).toMatchObject([
      202,
      { receipts: [{ verdict: 'quarantined', hint: 'did you mean "rapport.appointment.missed.v1"?' }] },
    ]);
  });
});

describe('a form', () => {
  const form = (name: string, change: object): Record<string, unknown> => {
    const event = cloudEvent(pulse(dyadOf(`ep-${name}`), AT, { form: name }));
    return { ...event, data: { ...(event['data'] as object), ...change } };
  };
  const answers = (...values: (number | null)[]): object[] => values.map((value, i) => ({ item: `p${i + 1}`, value }));
  const ratings = async (name: string): Promise<unknown> => {
    await api.system.followAll();
    return (await ask(api, `/v1/episodes/ep-${name}`)).json<{ lastAlliance: unknown }>().lastAlliance;
  };
  const open = (name: string): Promise<unknown> => send(api.system, [cloudEvent(opened(dyadOf(`ep-${name}`), AT - 1))]);

  it.each<[string, (number | null)[], unknown]>([
    ['with an answer left open is scored as its instrument says [B-036]', [9, null, 8, 7, 8, 8], [80]],
    ['with too few answers is kept, and gives no rating [B-036]', [9, null, null, 7], [null]],
    ['without any answer is kept, and gives no rating', [], [null]],
  ])('%s', async (_, values, expected) => {
    const name = `answers-${values.length}`;
    await open(name);
    expect((await sendOne(form(name, { items: answers(...values) }))).statusCode).toBe(202);
    expect(await ratings(name)).toEqual(expected);
  });

  it.each([
    ['above the range of its instrument', { scale: 'alliance', value: 101 }, 'score_range'],
    ['below it', { scale: 'alliance', value: -1 }, 'score_range'],
    ['that no instrument could have', { scale: 'alliance', value: 1e7 }, 'number_range'],
    ['written as text', { scale: 'alliance', value: '80' }, 'number_range'],
  ])('with a total %s is refused [B-036]', async (_, total, fault) => {
    const event = form('totals', { items: undefined, totals: [total] });
    await expectRefused({ body: JSON.stringify(event) }, { status: 422, code: 'invalid_event', faults: [fault] });
  });

  it('with a total of a scale its instrument does not have is kept, and gives no rating [B-037]', async () => {
    await open('scales');
    const event = form('scales', { items: undefined, totals: [{ scale: 'no-such-scale', value: 40 }] });
    expect((await sendOne(event)).statusCode).toBe(202);
    expect(await ratings('scales')).toEqual([null]);
  });
});

describe('a long text', () => {
  const LONG = 'x'.repeat(1_000_000);

  it('is refused where a reference, or a short attribute, is due [B-016]', async () => {
    await expectRefused(
      { body: json({ data: { ...appointment, by: 'client', appointment: LONG } }) },
      { status: 422, code: 'invalid_event' },
    );
    await expectRefused(
      { body: json({ vendornote: LONG }) },
      { status: 422, code: 'invalid_event', faults: ['invalid_attribute'] },
    );
  });

  it('is kept as it is in an event that is not understood [B-016]', async () => {
    const reply = await sendOne(missed({ id: 'long', type: 'vendor.letter.v1', data: { text: LONG } }));
    expect(reply.statusCode).toBe(202);
    expect(await storedAs('long')).toMatchObject({ data: { text: LONG } });
  });
});

describe('what else a sender writes', () => {
  it('in attributes of its own is kept word for word [B-017]', async () => {
    const own = { vendorref: 'Ab-9 / ü "quoted"', vendorflag: true, vendorcount: 12 };
    expect((await sendOne(missed({ id: 'own', ...own }))).statusCode).toBe(202);
    expect(await storedAs('own')).toMatchObject({
      vendorref: own.vendorref,
      vendorflag: 'true',
      vendorcount: '12',
    });
  });

  it.each([
    ['an apostrophe', "O'Brien"],
    ['one letter', 'Ö'],
    ['two hundred letters', 'ł'.repeat(200)],
    ['Arabic', 'مريم الزهراء'],
    ['an emoji', 'Ana \u{1f33b}'],
    ['zalgo', 'Z\u0300\u0301\u0302\u0303a\u0328'],
    ['the marks of Arabic and Hebrew', 'abc\u200f \u200edef'],
    ['markup', '<script>alert(1)</script>{\\rtf1 x}'],
    ['only spaces', '   '],
  ])('in a name with %s is kept word for word [B-090]', async (what, name) => {
    const id = `name-${what.replaceAll(' ', '-')}`;
    const event = missed({ id, type: 'vendor.person.v1', data: { name, mail: 'a+b@clinic.example', phone: '+00 1' } });
    expect((await sendOne(event)).statusCode).toBe(202);
    expect(await storedAs(id)).toMatchObject({ data: { name, mail: 'a+b@clinic.example', phone: '+00 1' } });
  });

  it('as the text of a note is refused by name: notes stay where they were written [B-040]', async () => {
    const note = { ...appointment, note: 'n-1', noteType: 'progress', status: 'final' };
    for (const member of ['text', 'body', 'content'])
      await expectRefused(
        {
          body: json({ type: 'rapport.note.recorded.v1', data: { ...note, [member]: 'We talked about her mother.' } }),
        },
        { status: 422, code: 'invalid_event', faults: ['unknown_property'] },
      );
  });

  it('as newline-delimited JSON is refused: a batch is one list [B-043]', async () => {
    await expectRefused(
      { body: `${json()}\n${json({ id: 'ev-2' })}\n`, contentType: 'application/x-ndjson' },
      { status: 415, code: 'unsupported_media_type' },
    );
  });

  it.each(['psychotherapy-note', 'special-category'])(
    'with the classification %s is refused: what must not lie here does not [B-041]',
    async (dataclassification) => {
      await expectRefused(
        { body: json({ dataclassification }) },
        { status: 422, code: 'invalid_event', faults: ['unknown_classification'] },
      );
    },
  );
});
