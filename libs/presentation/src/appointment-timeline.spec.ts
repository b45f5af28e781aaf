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
  const told = { appointment, start: iso(7), end: iso(7.1), kind: 'group' };
  expect(last(event)?.details).toStrictEqual({ ...told, participants: 2, clientStatus: 'declined' });
  const others = { ...event, data: { ...event.data, participants: participants.slice(1) } } as ClinicEvent;
  expect(last(others)?.details).toStrictEqual({ ...told, participants: 1 });
});

describe('a miss that may still be taken back', () => {
  const provisional = on(7, 'appointment.missed', { appointment, by: 'client', reversibleUntil: iso(8) });

  it('is told as provisional as long as it is', () => {
    expect(last(booked(1, 7), provisional)?.words).toBe(
      'Appointment missed by the client (provisional: it may still be taken back)',
    );
    expect(last(booked(1, 7), provisional, contact(7.5))).toMatchObject({ kind: 'engagement.contact_logged' });
    expect(narrate([opened(), booked(1, 7), provisional, contact(7.5)])[2]?.words).toContain('(provisional');
  });

  it('is told as final, and no longer as provisional, once it counts', () => {
    const told = narrate([opened(), booked(1, 7), provisional, contact(9)]).slice(2);
    expect(told).toMatchObject([
      { words: 'Appointment missed by the client (it could still be taken back then)' },
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

describe('F1: a missed appointment at which the client was', () => {
  const joined = (at: number) => on(at, 'visit.participant_joined', { appointment, role: 'client' });
  const inferred = on(7.01, 'appointment.missed', { appointment, by: 'client', derivation: 'inferred' });

  it.each<[string, ClinicEvent]>([
    ['concluded by a computer', inferred],
    ['recorded by a person', missed(7.01, 'client', 'a7')],
    ['for the time being', on(7.01, 'appointment.missed', { appointment, by: 'client', reversibleUntil: iso(8) })],
  ])('says that it does not count as theirs: %s', (_, event) => {
    const told = narrate([opened(), booked(1, 7), joined(7), event]);
    expect(told.at(-1)?.words).toBe(
      'Appointment missed by the client (the client was there: not counted as missed by the client)',
    );
  });

  it('says so where the join is told after it', () => {
    expect(narrate([opened(), booked(1, 7), inferred, joined(7.02)]).at(-1)).toMatchObject({
      kind: 'attendance.there',
      words: 'The client was there: the appointment no longer counts as missed by the client',
      lane: 'appointments',
    });
  });

  it('says nothing of the kind where it was the clinician’s', () =>
    expect(last(booked(1, 7), joined(7), missed(7.01, 'clinician', 'a7'))?.words).toBe(
      'Appointment missed by the clinician',
    ));
});

describe('C01: an error that is told again after it was corrected', () => {
  const corrected = (from: 'missed' | 'attended' | 'cancelled', to: 'missed' | 'attended' | 'cancelled') =>
    on(8, 'appointment.attendance_corrected', { appointment, from, to, by: 'client' });
  const off = (at: number) => on(at, 'appointment.cancelled', { appointment, cancelledBy: 'client' });

  it.each<[string, ClinicEvent[]]>([
    ['missed', [missed(7, 'client', 'a7'), corrected('missed', 'attended'), missed(9, 'client', 'a7')]],
    [
      'kept',
      [
        on(7, 'appointment.attended', { appointment }),
        corrected('attended', 'missed'),
        on(9, 'appointment.attended', { appointment }),
      ],
    ],
    ['called off', [off(6), corrected('cancelled', 'attended'), off(9)]],
  ])('says that it does not count: %s', (_, events) => {
    expect(last(booked(1, 7), ...events)?.words).toContain(' (not counted: a correction before it says otherwise)');
  });

  it('says nothing where it is told as it was corrected', () => {
    const events = [
      missed(7, 'client', 'a7'),
      corrected('missed', 'attended'),
      on(9, 'appointment.attended', { appointment }),
    ];
    expect(last(booked(1, 7), ...events)?.words).toBe('Appointment kept');
  });
});
