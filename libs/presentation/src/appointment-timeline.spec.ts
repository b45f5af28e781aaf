/** Each type and each field about appointments and visits is seen by whoever reads the timeline. */
import { booked, contact, iso, missed, named, on, opened } from '../../alliance/spec/history.js';
import type { ClinicEvent } from '#lib/events';
import { narrate, type TimelineEntry } from './episode-timeline.js';
import { DEFAULT_PACKS, WORDS } from './wording.js';

const last = (...events: ClinicEvent[]): TimelineEntry | undefined => narrate([opened(), ...events]).at(-1);
const appointment = 'a7';

it.each<[string, ClinicEvent, string]>([
  [
    'C36d early',
    on(7, 'appointment.attended', { appointment, clientLateMinutes: -5 }),
    'Appointment kept, client there 5 min before the start',
  ],
  [
    'C36d ten hours early',
    on(7, 'appointment.attended', { appointment, clientLateMinutes: -600 }),
    'Appointment kept, client there 600 min before the start',
  ],
  ['C36d in time', on(7, 'appointment.attended', { appointment, clientLateMinutes: 0 }), 'Appointment kept'],
  [
    'C36d late, both',
    on(7, 'appointment.attended', { appointment, clientLateMinutes: 10, clinicianLateMinutes: 3, endedEarly: true }),
    'Appointment kept, client there 10 min after the start, clinician there 3 min after the start, ended early',
  ],
  ['confirmed', on(6, 'appointment.confirmed', { appointment, by: 'client' }), 'Appointment confirmed by the client'],
  ['arrived', on(7, 'appointment.arrived', { appointment }), 'Arrived'],
  [
    'left',
    on(7, 'visit.participant_left', { appointment, role: 'client', secondsSoFar: 1_500 }),
    'Left: client, after 25 min',
  ],
  ['ended', on(7, 'visit.ended', { appointment }), 'Visit ended'],
])('says what was told: %s', (_, event, words) => expect(last(booked(1, 7), event)).toMatchObject({ words }));

it('shows the codes, references and times of what was told', () => {
  const told = on(7, 'appointment.missed', {
    ...{ appointment, by: 'client' as const, reasonCode: 'pat', evidence: 'telehealth' as const },
    ...{ zone: 'Europe/Vienna', derivation: 'inferred' as const },
  });
  expect(last(booked(1, 7), told)?.details).toEqual({
    ...{ appointment, by: 'client', reasonCode: 'pat', evidence: 'telehealth' },
    ...{ zone: 'Europe/Vienna', derivation: 'inferred' },
  });
  expect(last(contact(3))?.details).toEqual({ direction: 'to-client', channel: 'phone' });
  expect(last(opened())).not.toHaveProperty('details');
});

it('shows how many take part in a group, and of nobody else who', () => {
  const participants = [
    { ref: 'c1', role: 'client' as const, status: 'declined' as const },
    { ref: 'c2', role: 'client' as const, status: 'accepted' as const },
  ];
  const event = on(1, 'appointment.booked', { appointment, start: iso(7), end: iso(7.1), kind: 'group', participants });
  expect(last(event)?.details).toEqual({
    ...{ appointment, start: iso(7), end: iso(7.1), kind: 'group' },
    ...{ participants: 2, clientStatus: 'declined' },
  });
});

describe('a miss that may still be taken back', () => {
  const provisional = on(7, 'appointment.missed', { appointment, by: 'client', reversibleUntil: iso(8) });

  it('is told as provisional, and then as final', () => {
    const told = narrate([opened(), booked(1, 7), provisional, contact(9)]).slice(2);
    expect(told).toMatchObject([
      { words: 'Appointment missed by the client (provisional: it may still be taken back)' },
      { kind: 'engagement.contact_logged' },
      { kind: 'attendance.final', words: 'The missed appointment counts from here on', lane: 'appointments' },
    ]);
  });

  it('is final at once where it was so before', () => {
    expect(last(booked(1, 7), missed(7), named('z', provisional))?.words).toBe('Appointment missed by the client');
  });
});

it('is told in German as well', () => {
  const late = on(7, 'appointment.attended', { appointment, clinicianLateMinutes: 4, endedEarly: true });
  expect(narrate([opened(), late], undefined, { words: WORDS.de, suggestions: DEFAULT_PACKS.de }).at(-1)?.words).toBe(
    'Termin wahrgenommen, Behandlungsseite 4 min nach Beginn da, früher beendet',
  );
});
