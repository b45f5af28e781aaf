/** What the door lets in, and what it names: the rows of C06, C20, C21 and C24 and their kin, before any store is asked. */
import fc from 'fast-check';
import type { Violation } from '#lib/kernel';
import { toCanonical, type CanonicalEvent } from './canonical-event.js';
import { readCloudEvents, type RawRequest } from './read-cloud-events.js';

const RECEIVED = Date.UTC(2026, 2, 2, 14);
const contact = { episode: 'ep-1', client: 'cl-1', direction: 'from-client', channel: 'phone' };
const event = {
  specversion: '1.0',
  id: 'ev-1',
  source: 'urn:test',
  type: 'rapport.engagement.contact_logged.v1',
  time: '2026-03-02T13:00:00Z',
  data: contact,
};
const structured = (change: object): RawRequest => ({
  contentType: 'application/cloudevents+json',
  rawHeaders: [],
  body: JSON.stringify({ ...event, ...change }),
});
/** Headers as Node hands them over: each byte a character. */
const binary = (attributes: object, body: string | Uint8Array, contentType = 'application/json'): RawRequest => {
  const { data: _, ...own } = event;
  const headers = Object.entries({ ...own, ...attributes }).flatMap(([name, value]) => [`ce-${name}`, String(value)]);
  return { contentType, rawHeaders: [...headers, 'Content-Type', contentType], body };
};
const onTheWire = (text: string, encoding: BufferEncoding): string => Buffer.from(text, encoding).toString('latin1');

type Read = { readonly value?: CanonicalEvent; readonly faults: readonly Violation[] };
function read(request: RawRequest): Read {
  const reading = readCloudEvents(request);
  if (!reading.ok) return { faults: reading.error.faults };
  const item = reading.value.items[0];
  if (!item?.ok) return { faults: item?.error ?? [] };
  const canonical = toCanonical(item.value, { receivedAt: RECEIVED, pointer: '' });
  return canonical.ok ? { value: canonical.value, faults: [] } : { faults: canonical.error };
}
const codes = (request: RawRequest): string[] => read(request).faults.map((f) => `${f.pointer} ${f.code}`);
const payload = (request: RawRequest): Record<string, unknown> =>
  JSON.parse(read(request).value?.payload ?? '{}') as Record<string, unknown>;

describe('an id, a subject and a type', () => {
  it.each([
    'AAMkAGI2+/A=',
    'urn:epic:csn/123',
    '\u{1f609}\u{1f3e5}',
    'a b',
    '...',
    '/',
    '%',
    '"',
    'caf\u00e9',
    '9'.repeat(1_024),
  ])('may be %.20s [C20a]', (id) => {
    const { value, faults } = read(structured({ id, subject: id }));
    expect([value?.id, value?.known, faults]).toEqual([id, 'engagement.contact_logged', []]);
    expect(payload(structured({ id, subject: id }))).toMatchObject({ id, subject: id });
  });

  it('may be any text without control characters, in both modes, and it is the same event', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter((t) => t.isWellFormed() && !/[\p{Cc}\p{Bidi_C}\p{NChar}]/u.test(t));
    fc.assert(
      fc.property(text, text, text, (id, subject, type) => {
        const sent = read(structured({ id, subject, type })).value;
        const encoded = {
          id: encodeURIComponent(id),
          subject: encodeURIComponent(subject),
          type: encodeURIComponent(type),
        };
        expect(sent).toMatchObject({ id, type });
        expect(read(binary(encoded, JSON.stringify(contact))).value?.payload).toBe(sent?.payload);
      }),
    );
  });

  it.each([
    'Microsoft.Storage.BlobCreated',
    'com.github.pull_request.opened',
    'http://practice.example/events#Booked',
    'Termin gebucht',
    'rapport',
    'RAPPORT.appointment.missed.v1',
  ])('a type such as %s is one that nobody knows, and is kept [C20c]', (type) =>
    expect(read(structured({ type })).value).toMatchObject({ type, known: undefined, quarantine: 'unknown_type' }),
  );

  it.each([
    ['id', 'a\nb', 'control_character'],
    ['id', 'a\u0085b', 'control_character'],
    ['id', 'a\u202eb', 'bidi_character'],
    ['id', 'a\u200fb', 'bidi_character'],
    ['subject', 'a\u2067b', 'bidi_character'],
    ['type', 'a\tb', 'control_character'],
    ['id', 'a\ufffeb', 'invalid_unicode'],
    ['vendornote', 'a\u009bb', 'control_character'],
    ['id', '\u20ac'.repeat(342), 'invalid_id'],
    ['id', 12, 'invalid_id'],
    ['source', 'two words', 'invalid_source'],
    ['source', `urn:${'x'.repeat(1_021)}`, 'invalid_source'],
  ])('%s = %j is refused, and told what to send', (name, value, code) => {
    const { faults } = read(structured({ [name]: value }));
    expect(faults).toMatchObject([{ pointer: `/${name}`, code, hint: expect.any(String) as string }]);
  });
});

describe('an extension', () => {
  it.each([-2_147_483_648, 2_147_483_647, 0, true, '', 'x'.repeat(4_096)])('may be %.20j', (vendorvalue) =>
    expect(codes(structured({ vendorvalue }))).toEqual([]),
  );

  it.each([2_147_483_648, -2_147_483_649, 1.5, 1e12])('of %d is refused, and the limit is named', (vendorvalue) =>
    expect(read(structured({ vendorvalue })).faults).toMatchObject([
      {
        pointer: '/vendorvalue',
        code: 'invalid_attribute',
        detail: /2147483647/.source && expect.stringContaining('2147483647'),
      },
    ]),
  );

  it.each(['clinic_id', 'ClinicId', 'clinic-id', 'x'.repeat(41), '\u00fc'])(
    'called %s is refused, and the rule is named',
    (name) =>
      expect(read(structured({ [name]: 'x' })).faults).toMatchObject([
        { code: 'invalid_attribute', detail: expect.stringContaining('1 to 40 lower-case letters') as string },
      ]),
  );
});

describe('a zone', () => {
  const booked = (zone: unknown): RawRequest =>
    structured({
      type: 'rapport.appointment.booked.v1',
      data: {
        episode: 'e',
        client: 'c',
        appointment: 'a',
        start: '2026-03-05T13:00:00Z',
        end: '2026-03-05T14:00:00Z',
        zone,
      },
    });
  it.each(['GMT0', 'EST5EDT', 'Etc/GMT+5', 'US/Pacific', 'Asia/Kathmandu'])('%s is taken [C06d]', (zone) =>
    expect(codes(booked(zone))).toEqual([]),
  );
  it.each([
    ['Mars/Phobos', 'such as Europe/Berlin'],
    ['Europe/Berlim', 'did you mean "Europe/Berlin"?'],
    ['+01:00', 'not an offset'],
    ['W. Europe Standard Time', 'IANA'],
    [1, 'IANA'],
  ])('%j is refused [C06b]', (zone, hint) =>
    expect(read(booked(zone)).faults).toMatchObject([
      { pointer: '/data/zone', code: 'unknown_zone', hint: expect.stringContaining(hint) as string },
    ]),
  );
});

describe('the zero of a spreadsheet', () => {
  it.each([
    '1899-12-30T00:00:00Z',
    '1899-12-31T00:00:00+01:00',
    '1900-01-00T00:00:00Z',
    '1900-01-01T14:00:00Z',
    '1904-01-01T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '1970-01-01T01:00:00+01:00',
    '1969-12-31T19:00:00-05:00',
    '0001-01-01T00:00:00Z',
    '0000-00-00T00:00:00Z',
  ])('%s is no time of an event', (time) =>
    expect(read(structured({ time })).faults).toMatchObject([
      { pointer: '/time', code: 'empty_date', hint: expect.stringContaining('leave the member out') as string },
    ]),
  );

  it('is none inside of data either', () =>
    expect(
      codes(
        structured({
          type: 'rapport.appointment.attended.v1',
          data: { episode: 'e', client: 'c', appointment: 'a', actualStart: '1899-12-30T14:00:00Z' },
        }),
      ),
    ).toEqual(['/data/actualStart empty_date']));

  it.each(['1900-01-02T00:00:00Z', '1970-01-02T00:00:00Z', '1970-11-01T00:00:00Z', '1999-12-31T23:59:59Z'])(
    '%s is not meant by it',
    (time) => expect(codes(structured({ time }))).toEqual([]),
  );
});

describe('data that is not JSON', () => {
  const XML = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hosts">]><a>&x;</a>';
  const unknown = { type: 'vendor.letter.v1' };
  it.each([
    ['text/plain', 'hello'],
    ['application/xml', XML],
    ['text/xml; charset=utf-8', XML],
    ['application/hl7-v2+xml', XML],
    ['text/csv', 'a;b\r\n1;2\r\n'],
    ['text/plain', '{"json":"by chance"}'],
    ['text/plain', ''],
  ])('%s is kept unread, and is one event in every way it can be sent [C24f]', (datacontenttype, data) => {
    const one = structured({ ...unknown, datacontenttype, data });
    expect(read(one).value).toMatchObject({ known: undefined, quarantine: 'unknown_type' });
    expect(payload(one)).toMatchObject({ data, datacontenttype: datacontenttype.split(';')[0] });
    const encoded = { data: undefined, data_base64: Buffer.from(data).toString('base64') };
    expect(payload(structured({ ...unknown, datacontenttype, ...encoded }))).toEqual(payload(one));
    if (data !== '') expect(payload(binary(unknown, data, datacontenttype))).toEqual(payload(one));
  });

  it('that is no text is kept byte by byte', () => {
    const bytes = Buffer.from([0xff, 0xd8, 0x00, 0x80]);
    const one = structured({
      ...unknown,
      datacontenttype: 'image/jpeg',
      data: undefined,
      data_base64: bytes.toString('base64'),
    });
    expect(payload(one)).toMatchObject({ data_base64: bytes.toString('base64'), datacontenttype: 'image/jpeg' });
    expect(payload(binary(unknown, bytes, 'image/jpeg'))).toEqual(payload(one));
    const latin1 = binary(unknown, Buffer.from('Z\u00fcrich', 'latin1'), 'text/plain; charset=ISO-8859-1');
    expect(payload(latin1)).toMatchObject({
      datacontenttype: 'text/plain;charset=iso-8859-1',
      data_base64: 'WvxyaWNo',
    });
  });

  it.each(['text/plain', 'application/xml', 'application/json; charset=utf-16', 'application/octet-stream'])(
    '%s of a type that is known is refused, and told what to send',
    (datacontenttype) => {
      const fault = {
        pointer: '/datacontenttype',
        code: 'content_not_json',
        hint: expect.stringContaining('application/json') as string,
      };
      expect(read(structured({ datacontenttype, data: 'x' })).faults).toMatchObject([fault]);
      expect(read(binary({}, 'x', datacontenttype)).faults).toMatchObject([fault]);
    },
  );

  it('with a character that no text may hold is refused where it stands', () => {
    expect(codes(binary(unknown, 'a\u202eb', 'text/plain'))).toEqual(['/data bidi_character']);
    expect(codes(binary(unknown, 'a\u0007b', 'application/xml'))).toEqual(['/data control_character']);
  });

  it('may be missing in binary mode, where the type is not known', () => {
    expect(payload(binary(unknown, ''))).not.toHaveProperty('data');
    expect(codes(binary({}, ''))).toEqual(['/data not_an_object']);
  });
});

describe('a header', () => {
  it.each(['Z\u00fcrich', '\u65e5\u672c', '\u{1f600}', '\u00e0'])(
    'with %s in raw UTF-8 is read as that [C21g]',
    (comment) => {
      const sent = read(structured({ comment })).value?.payload;
      expect(read(binary({ comment: onTheWire(comment, 'utf8') }, JSON.stringify(contact))).value?.payload).toBe(sent);
      expect(read(binary({ comment: encodeURIComponent(comment) }, JSON.stringify(contact))).value?.payload).toBe(sent);
      expect(read(binary({ comment: `"${onTheWire(comment, 'utf8')}"` }, JSON.stringify(contact))).value?.payload).toBe(
        sent,
      );
    },
  );

  it.each(['Z\u00fcrich', 'Zo\u00eb', 'd\u00e9j\u00e0 vu'])(
    'with %s in Latin-1 is refused, and told how to write it',
    (comment) =>
      expect(read(binary({ comment: onTheWire(comment, 'latin1') }, JSON.stringify(contact))).faults).toMatchObject([
        { pointer: '/comment', code: 'invalid_attribute', hint: expect.stringContaining('%C3%BC') as string },
      ]),
  );

  it('cannot make a whole event the data of another one: the signature of its body would hold for both [N7]', () => {
    const whole = JSON.stringify(event);
    for (const body of [whole, `[${whole}]`]) {
      expect(codes(binary({ id: 'ev-2' }, body))).toEqual([' mixed_modes']);
      expect(codes(binary({ id: 'ev-2', type: 'vendor.x' }, body, 'text/plain'))).toEqual([' mixed_modes']);
    }
  });
});
