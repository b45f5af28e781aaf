/** Times inside of an event that cannot be as they are written are taken, and the sender hears how. */
import { WIRE_NAMES } from '#lib/events';
import { toCanonical, type CanonicalEvent } from './canonical-event.js';

const RECEIVED = Date.UTC(2026, 6, 2, 14);
const dyad = { episode: 'ep-1', client: 'cl-1' };
const form = { ...dyad, form: 'f', instrument: { code: 'pulse', version: '1' }, respondent: 'client', items: [] };

function taken(type: string, data: object, time = '2026-07-02T13:00:00Z'): CanonicalEvent {
  const event = {
    id: '1',
    source: 'urn:test',
    type: `rapport.${type}.v1`,
    time,
    data: { ...dyad, ...data },
    extensions: {},
  };
  expect(WIRE_NAMES).toContain(event.type);
  const read = toCanonical(event, { receivedAt: RECEIVED, pointer: '' });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}
const warned = (type: string, data: object, time?: string): string[] =>
  taken(type, data, time).warnings.map(({ pointer, code }) => `${pointer} ${code}`);

const later = '2026-07-09T13:00:00Z';
const marks = { note: 'n', source: 'clinician', markers: [{ code: 'bond' }] };

describe('a time that is later than the event that tells of it', () => {
  it.each<[string, object, string]>([
    ['feedback.submitted', { ...form, administeredAt: later }, '/data/administeredAt'],
    ['feedback.partially_submitted', { ...form, administeredAt: later }, '/data/administeredAt'],
    ['feedback.amended', { ...form, administeredAt: '2062-07-02T13:00:00Z' }, '/data/administeredAt'],
    ['note.alliance_markers_recorded', { ...marks, serviceDate: later }, '/data/serviceDate'],
    ['note.recorded', { note: 'n', noteType: 'progress', status: 'final', serviceDate: later }, '/data/serviceDate'],
    ['note.signed', { note: 'n', serviceDate: later }, '/data/serviceDate'],
    ['appointment.attended', { appointment: 'a', actualStart: later }, '/data/actualStart'],
  ])('is taken and said: %s', (type, data, pointer) => {
    const { warnings, hint } = taken(type, data);
    expect(warnings).toMatchObject([{ pointer, code: 'later_than_sent', detail: expect.stringContaining('taken as') }]);
    expect(hint).toMatch(/^send /);
  });

  it.each<[string, object, string?]>([
    ['feedback.submitted', { ...form, administeredAt: '2026-07-02T13:04:00Z' }],
    ['feedback.submitted', { ...form, administeredAt: '2026-06-02T13:00:00Z' }],
    ['feedback.submitted', form],
    ['note.signed', { note: 'n', serviceDate: '2026-07-02T09:00:00Z' }],
    ['episode.clinician_changed', { to: 'dr-2', kind: 'handover', effectiveAt: later }],
    ['appointment.booked', { appointment: 'a', start: later, end: '2026-07-09T14:00:00Z' }],
  ])('is no other: %s %j', (type, data) => expect(warned(type, data)).toEqual([]));
});

describe('an offset that the named zone does not have then', () => {
  type Hour = readonly [start: string, end: string, zone: string];
  const booked = ([start, end, zone]: Hour) => warned('appointment.booked', { appointment: 'a', start, end, zone });

  it.each<[string, Hour]>([
    ['winter time in summer', ['2026-07-09T09:00:00+01:00', '2026-07-09T10:00:00+01:00', 'Europe/Berlin']],
    ['summer time in winter', ['2026-12-09T09:00:00+02:00', '2026-12-09T10:00:00+02:00', 'Europe/Vienna']],
    ['another continent', ['2026-07-09T09:00:00+02:00', '2026-07-09T10:00:00+02:00', 'America/New_York']],
    ['half an hour off', ['2026-07-09T09:00:00+05:00', '2026-07-09T10:00:00+05:00', 'Asia/Kolkata']],
  ])('is taken as it is written, and said: %s', (_, hour) => {
    expect(booked(hour)).toEqual(['/data/start offset_of_another_zone', '/data/end offset_of_another_zone']);
  });

  it('says both offsets, and what to send instead', () => {
    const data = {
      appointment: 'a',
      start: '2026-07-09T09:00:00+01:00',
      end: '2026-07-09T11:00:00+02:00',
      zone: 'Europe/Berlin',
    };
    expect(taken('appointment.booked', data).warnings).toMatchObject([
      {
        detail: 'has the offset +01:00, and Europe/Berlin has +02:00 then: taken at the offset that is written',
        hint: expect.stringContaining('send it with +02:00'),
      },
    ]);
  });

  it.each<[string, Hour]>([
    ['its own offset', ['2026-07-09T09:00:00+02:00', '2026-07-09T10:00:00+02:00', 'Europe/Berlin']],
    [
      'an hour over the change of the clocks',
      ['2026-10-25T01:30:00+02:00', '2026-10-25T02:30:00+01:00', 'Europe/Berlin'],
    ],
    ['UTC, which is an instant and no place', ['2026-07-09T07:00:00Z', '2026-07-09T08:00:00Z', 'Europe/Berlin']],
    ['half an hour that the zone has', ['2026-07-09T09:00:00+05:30', '2026-07-09T10:00:00+05:30', 'Asia/Kolkata']],
  ])('is none: %s', (_, hour) => expect(booked(hour)).toEqual([]));
});
