import { booked, cancelled, iso, missed, named, on, opened } from '../../alliance/spec/history.js';
import { foldEpisode } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';
import { contributionReliability, type ContributionReliability } from './therapist-contribution.js';

const of = (...events: ClinicEvent[]): ContributionReliability =>
  contributionReliability(foldEpisode([opened(), ...events]));
const joined = (day: number, minutes: number, role: 'client' | 'clinician' = 'clinician') =>
  named(
    `${role}-joined-${day}-${minutes}`,
    on(day + minutes / 1440, 'visit.participant_joined', { appointment: `a${day}`, role }),
  );
const signed = (id: string, data: object) =>
  named(id, on(20, 'note.signed', { note: id, ...data } as { note: string }));

describe('late starts', () => {
  it.each([
    [5, 0],
    [6, 1],
    [-20, 0],
  ])('are more than five minutes after the booked time: %i', (minutes, late) =>
    expect(of(booked(0, 7), joined(7, minutes))).toMatchObject({ lateStarts: late, startsSeen: 1 }),
  );

  it('are told by the first arrival of the clinician, whenever the client came', () => {
    expect(of(booked(0, 7), joined(7, 0, 'client'), joined(7, 9))).toMatchObject({ lateStarts: 1, startsSeen: 1 });
    expect(of(booked(0, 7), joined(7, 9, 'client'))).toMatchObject({ lateStarts: 0, startsSeen: 0 });
    expect(of(booked(0, 7), joined(7, 2), joined(7, 30))).toMatchObject({ lateStarts: 0, startsSeen: 1 });
  });

  it('are not known of an hour that was not booked in sight', () => expect(of(joined(7, 30)).startsSeen).toBe(0));

  it.each([
    [10, 1],
    [5, 0],
    [-10, 0],
  ])('C36d are as the practice says, over what was seen: %i', (clinicianLateMinutes, late) => {
    const said = on(7, 'appointment.attended', { appointment: 'a7', clinicianLateMinutes });
    expect(of(booked(0, 7), said)).toMatchObject({ lateStarts: late, startsSeen: 1 });
    expect(
      of(booked(0, 7), joined(7, late ? 0 : 30), named('z', { ...said, occurredAt: said.occurredAt + 9e6 })),
    ).toMatchObject({
      lateStarts: late,
      startsSeen: 1,
    });
  });

  it('are said of each hour by itself, of the last ten', () => {
    const said = Array.from({ length: 12 }, (_, i) =>
      on(i + 1, 'appointment.attended', { appointment: `a${i + 1}`, clinicianLateMinutes: i < 3 ? 30 : 0 }),
    );
    expect(of(...said.slice(0, 2))).toMatchObject({ lateStarts: 2, startsSeen: 2 });
    expect(of(...said)).toMatchObject({ lateStarts: 1, startsSeen: 10 });
  });

  it('are those of the last ten hours', () => {
    const hours = Array.from({ length: 12 }, (_, i) => i + 1);
    const events = hours.flatMap((day) => [booked(0, day), joined(day, day <= 3 ? 30 : 0)]);
    expect(of(...events)).toMatchObject({ lateStarts: 1, startsSeen: 10 });
  });
});

describe('notes', () => {
  const lagOf = (...events: ClinicEvent[]) => of(...events).documentationLag;

  it('take as long as the source says, or from the hour to the signature', () => {
    expect(lagOf(signed('n1', { lagMinutes: 90, serviceDate: iso(7) }))).toBe(90);
    expect(lagOf(signed('n1', { serviceDate: iso(19) }))).toBe(1440);
    expect(lagOf(signed('n1', { lagMinutes: 0 }))).toBe(0);
  });

  it('tell nothing without either, nor when they were signed before the hour', () => {
    expect(lagOf(signed('n1', {}))).toBeNull();
    expect(lagOf(signed('n1', {}), signed('n2', {}), signed('n3', { lagMinutes: 30 }))).toBe(30);
    expect(lagOf(signed('n1', { serviceDate: iso(21) }))).toBeNull();
  });

  it('keep the lag of their first signature', () => {
    const again = { ...signed('n1', { lagMinutes: 900 }), id: 'n1 once more' };
    expect(lagOf(signed('n1', { lagMinutes: 30 }), again)).toBe(30);
    expect(lagOf(signed('n1', { lagMinutes: 30 }), again, signed('n2', { lagMinutes: 50 }))).toBe(30);
  });

  it('are told by the middle one, the lower one of two', () => {
    const three = [600, 5, 40].map((lagMinutes, i) => signed(`n${i}`, { lagMinutes }));
    expect(lagOf(...three)).toBe(40);
    expect(lagOf(...three.slice(0, 2))).toBe(5);
  });

  it('are the last ten', () => {
    const many = [...'abcdefghijklm'].map((id, i) => signed(id, { lagMinutes: i < 7 ? 1 : 100 }));
    expect(lagOf(...many)).toBe(100);
    expect(lagOf(...many.slice(0, 10))).toBe(1);
  });
});

it('tells hours that the practice took away by who took them', () => {
  const events = [7, 8, 9, 10].map((day) => booked(0, day));
  expect(
    of(
      ...events,
      cancelled(6, 'a7', { cancelledBy: 'clinician' }),
      cancelled(6.5, 'a8', { cancelledBy: 'practice' }),
      missed(9, 'clinician'),
      missed(10, 'client'),
    ),
  ).toEqual({
    cancelledByClinician: 1,
    cancelledByPractice: 1,
    missedByClinician: 1,
    movedByClinician: 0,
    lateStarts: 0,
    startsSeen: 0,
    unsignedNotes: null,
    replyMinutes: null,
    documentationLag: null,
    endedEarly: 0,
    endingsTold: 0,
  });
});

describe('notes that wait for a signature', () => {
  const written = (note: string) =>
    named(`w-${note}`, on(10, 'note.recorded', { note, noteType: 'progress', status: 'final' }));
  const unlocked = (note: string, at = 21) => on(at, 'note.amended', { note, kind: 'unlock' });

  it('are known only where notes are signed', () => {
    expect(of(written('n1')).unsignedNotes).toBeNull();
    expect(of(written('n1'), signed('n2', {})).unsignedNotes).toBe(1);
    expect(of(written('n1'), signed('n1', {})).unsignedNotes).toBe(0);
  });

  it('are again those that were unlocked, and no others that were changed', () => {
    expect(of(signed('n1', { lagMinutes: 5 }), unlocked('n1')).unsignedNotes).toBe(1);
    expect(of(signed('n1', {}), on(21, 'note.amended', { note: 'n1', kind: 'edit' })).unsignedNotes).toBe(0);
  });

  it('are of the last ten notes', () => {
    const many = Array.from({ length: 14 }, (_, i) =>
      named(`w-${i}`, { ...written(`n${i}`), occurredAt: 1e12 * 2 + i }),
    );
    expect(of(signed('first', {}), ...many.slice(0, 9)).unsignedNotes).toBe(9);
    expect(
      of(signed('first', {}), ...many, named('s', { ...signed('n13', {}), occurredAt: 2e12 + 99 })).unsignedNotes,
    ).toBe(9);
  });

  it('are none that were signed and are told as recorded again', () => {
    const late = (note: string) =>
      named(`late-${note}`, { ...written(note), occurredAt: signed('x', {}).occurredAt + 1 });
    expect(of(signed('n1', {}), late('n1')).unsignedNotes).toBe(0);
    expect(of(signed('n1', {}), late('n2')).unsignedNotes).toBe(1);
  });

  it('are settled by whoever signs for another, and by taking them back', () => {
    const others = [signed('n2', {}), written('n1')];
    expect(of(...others, on(22, 'note.cosigned', { note: 'n1' })).unsignedNotes).toBe(0);
    expect(of(...others, on(22, 'note.voided', { note: 'n1', cause: 'deleted' })).unsignedNotes).toBe(0);
  });
});

it('says how fast messages of the client are answered, by the middle one', () => {
  const answered = (at: number, minutes?: number, direction: 'to-client' | 'from-client' = 'to-client') =>
    on(at, 'engagement.contact_logged', {
      direction,
      channel: 'email',
      ...(minutes === undefined ? {} : { responseLatencyMinutes: minutes }),
    });
  expect(of(answered(1), answered(2, 600, 'from-client')).replyMinutes).toBeNull();
  expect(of(answered(1, 30), answered(2, 4_000), answered(3, 90)).replyMinutes).toBe(90);
  expect(of(answered(1, 30), answered(2), answered(3)).replyMinutes).toBe(30);
  const long = Array.from({ length: 22 }, (_, i) => answered(i + 1, i < 12 ? 1 : 100));
  expect(of(...long).replyMinutes).toBe(100);
});

describe('hours that ended early', () => {
  it('are not told by an hour of which nobody says it', () =>
    expect(of(on(7, 'appointment.attended', { appointment: 'a7' }))).toMatchObject({ endedEarly: 0, endingsTold: 0 }));

  const held = (at: number, endedEarly: boolean, ref = `a${at}`) =>
    named(`${ref} ${at} ${endedEarly}`, on(at, 'appointment.attended', { appointment: ref, endedEarly }));

  it('are told by the latest word on each hour', () => {
    expect(of(held(7, true), held(8, false))).toMatchObject({ endedEarly: 1, endingsTold: 2 });
    expect(of(held(7, true), held(8, false, 'a7'), held(9, true))).toMatchObject({ endedEarly: 1, endingsTold: 2 });
  });

  it('are those of the last ten', () => {
    const hours = Array.from({ length: 12 }, (_, i) => held(i + 1, i < 3));
    expect(of(...hours)).toMatchObject({ endedEarly: 1, endingsTold: 10 });
  });
});
