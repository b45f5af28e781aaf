/** F1: joined is not missed, in whatever order the two are told; and an hour is kept once it has begun. */
import fc from 'fast-check';
import { alertsOf, foldEpisode, readState, writeState } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';
import {
  attended,
  booked,
  contact,
  day,
  iso,
  missed,
  named,
  on,
  opened,
  withRupture,
} from '../../alliance/spec/history.js';
import type { Attendance } from './attendance-state.js';

const after = (...events: readonly ClinicEvent[]): Attendance => foldEpisode([opened(), ...events]).attendance;
const counted = (...events: readonly ClinicEvent[]): object =>
  Object.fromEntries(Object.entries(after(...events).tallies).filter(([, n]) => n !== 0));

const LAST_TEN = Array.from({ length: 10 }, (_, i) => `a${14 + i}`);

type By = Parameters<typeof missed>[1];
const joined = (at: number, appointment = 'a7', role: 'client' | 'clinician' = 'client'): ClinicEvent =>
  named(`joined-${role}-${at}`, on(at, 'visit.participant_joined', { appointment, role }));
const arrived = (at: number): ClinicEvent => on(at, 'appointment.arrived', { appointment: 'a7' });
const leftCall = (at: number): ClinicEvent =>
  on(at, 'visit.participant_left', { appointment: 'a7', role: 'client', secondsSoFar: 600 });
const inferred = (at: number, by: By = 'client', appointment = 'a7'): ClinicEvent =>
  named(`inferred-${at}`, on(at, 'appointment.missed', { appointment, by, derivation: 'inferred' }));
const provisional = (at: number, until = at + 1): ClinicEvent =>
  on(at, 'appointment.missed', { appointment: 'a7', by: 'client', reversibleUntil: iso(until) });

describe('F1: an hour at which the client was', () => {
  it.each<[string, ClinicEvent[]]>([
    ['a computer says missed after the join', [joined(7.001), inferred(7.01)]],
    ['a computer says missed before the join', [inferred(7.01), joined(7.02)]],
    ['a miss for the time being, after the join', [joined(7), provisional(7.01), contact(9)]],
    ['a miss for the time being, before the join', [provisional(7.01), joined(7.02), contact(9)]],
    ['seen at the practice before', [arrived(6.99), inferred(7.01)]],
    ['seen at the practice after', [inferred(7.01), arrived(7.02)]],
    ['seen to leave the call', [inferred(7.01), leftCall(7.03)]],
    ['told days later', [joined(7.001), inferred(12)]],
  ])('is not missed: %s', (_, events) => {
    expect(counted(booked(1, 7), ...events)).toEqual({});
    expect(counted(booked(1, 7), ...events, attended(13, 'a7'))).toEqual({ kept: 1 });
  });

  it('is not missed where it never was booked in our sight', () => {
    expect(counted(joined(7), inferred(7.01))).toEqual({});
    expect(counted(inferred(7.01), joined(7.02))).toEqual({});
  });

  it.each<[string, ClinicEvent[], object]>([
    ['by the client', [joined(7), missed(7.1, 'client', 'a7')], { missedUnknown: 1 }],
    ['by the client, told before the join', [missed(7.1, 'client', 'a7'), joined(7.2)], { missedUnknown: 1 }],
    ['by both', [joined(7), missed(7.1, 'both', 'a7')], { missedByClinician: 1 }],
    ['by both, a computer', [inferred(7.01, 'both'), joined(7.02)], { missedByClinician: 1 }],
    ['by the clinician', [joined(7), missed(7.1, 'clinician', 'a7')], { missedByClinician: 1 }],
  ])('is not counted as the client’s where a person recorded it as missed %s', (_, events, tallies) => {
    expect(counted(booked(1, 7), ...events)).toEqual(tallies);
  });

  it('is what a correction says, which has the last word', () => {
    const right = on(8, 'appointment.attendance_corrected', {
      appointment: 'a7',
      from: 'attended',
      to: 'missed',
      by: 'client',
    });
    expect(counted(booked(1, 7), joined(7), attended(7.1, 'a7'), right)).toEqual({ missedByClient: 1 });
  });

  it('is another than the one to which it was moved, and than those of others', () => {
    const moved = on(7.3, 'appointment.rescheduled', {
      ...{ appointment: 'a7', start: iso(14), end: iso(14.04) },
      initiatedBy: 'clinician',
    });
    expect(counted(booked(1, 7), joined(7), moved, inferred(14.01))).toEqual({ missedByClient: 1 });
    expect(counted(booked(1, 7), booked(1, 8), joined(7), inferred(8.01, 'client', 'a8'))).toEqual({
      missedByClient: 1,
    });
    expect(counted(booked(1, 7), joined(7, 'a7', 'clinician'), inferred(7.01))).toEqual({ missedByClient: 1 });
  });

  it('raises nothing during a strain, and takes back what was raised', () => {
    const strained = [...withRupture(), booked(22, 28, 'a7')];
    const missedAlert = (...events: ClinicEvent[]) =>
      alertsOf(foldEpisode([...strained, ...events])).filter(({ rule }) => rule === 'missed-during-strain');
    expect(missedAlert(joined(28), inferred(28.01))).toEqual([]);
    expect(missedAlert(inferred(28.01))).toMatchObject([{ status: 'open' }]);
    expect(missedAlert(inferred(28.01), joined(28.02))).toMatchObject([{ status: 'eased' }]);
    expect(missedAlert(missed(28.01, 'client', 'a7'), joined(28.02))).toMatchObject([{ status: 'eased' }]);
  });
});

describe('F1: who counts as there', () => {
  const MINUTE = 1 / 1440;
  it.each<[string, number, boolean]>([
    ['an hour before', 7 - 60 * MINUTE, true],
    ['a minute sooner', 7 - 61 * MINUTE, false],
    ['a day after', 8, true],
    ['a minute later', 8 + MINUTE, false],
  ])('at a booked hour, %s', (_, at, there) => {
    const counts = there ? {} : { missedByClient: 1 };
    expect(counted(booked(1, 7), joined(at), inferred(9))).toEqual(counts);
    expect(counted(booked(1, 7), inferred(7.01), joined(at))).toEqual(counts);
  });

  it('at an hour of which nobody knows when it was to be, up to a day before it is told', () => {
    expect(counted(joined(7), inferred(7.9))).toEqual({});
    expect(counted(joined(7), inferred(8.1))).toEqual({ missedByClient: 1 });
  });

  it('is no client who was at another hour of that time', () => {
    expect(counted(booked(1, 7), booked(1, 7, 'b'), joined(7, 'b'), inferred(7.01))).toEqual({ missedByClient: 1 });
    expect(counted(booked(1, 7), booked(1, 7, 'b'), inferred(7.01), joined(7.02, 'b'))).toEqual({ missedByClient: 1 });
  });

  it('is who was seen last, also where the client came to more than ten hours', () => {
    const visits = Array.from({ length: 14 }, (_, i) => [booked(1, 10 + i), joined(10 + i, `a${10 + i}`)]).flat();
    expect(after(...visits).seen.map(([ref]) => ref)).toEqual(LAST_TEN);
    expect(after(...visits, joined(23.1, 'a23'), joined(23.2, 'a14')).seen).toHaveLength(10);
    expect(after(joined(7), arrived(7.1), leftCall(7.2)).seen).toEqual([['a7', day(7.2)]]);
  });

  it('is not asked once a correction has said whose it was', () => {
    const right = on(7.5, 'appointment.attendance_corrected', {
      ...{ appointment: 'a7', from: 'missed', to: 'missed', by: 'client' },
    });
    expect(counted(booked(1, 7), missed(7.1, 'client', 'a7'), right, joined(7.8))).toEqual({ missedByClient: 1 });
  });

  it('leaves to the clinician what both had missed, also for the time being', () => {
    const both = on(7.01, 'appointment.missed', { appointment: 'a7', by: 'both', reversibleUntil: iso(8) });
    expect(counted(booked(1, 7), both, joined(7.02), contact(9))).toEqual({ missedByClinician: 1 });
    expect(counted(booked(1, 7), both, joined(7.02))).toEqual({});
  });
});

describe('an hour that is told as kept before it begins', () => {
  it('is the last kept one from its beginning on', () => {
    const early = [attended(1), booked(2, 7), attended(3, 'a7')];
    expect(after(...early)).toMatchObject({ lastAttended: day(1), tallies: { kept: 1 } });
    expect(after(...early, contact(6.9))).toMatchObject({ lastAttended: day(1), tallies: { kept: 1 } });
    expect(after(...early, contact(7))).toMatchObject({ lastAttended: day(7), tallies: { kept: 2 } });
  });

  it.each<[string, ClinicEvent[], object]>([
    ['told again once it is over', [attended(7.1, 'a7')], { kept: 1 }],
    ['missed after all', [missed(7.1, 'client', 'a7')], { missedByClient: 1 }],
    [
      'called off before it began',
      [on(4, 'appointment.voided', { appointment: 'a7', cause: 'entered-in-error' }), contact(8)],
      {},
    ],
  ])('is what is told of it later: %s', (_, later, tallies) => {
    const events = [booked(1, 7), attended(3, 'a7'), ...later];
    expect(after(...events).lastAttended).toBe('kept' in tallies ? day(7) : null);
    expect(counted(...events)).toEqual(tallies);
  });

  it('is kept at once where it began earlier than booked', () => {
    const began = on(6.99, 'appointment.attended', { appointment: 'a7', actualStart: iso(6.98) });
    expect(after(booked(1, 7), began)).toMatchObject({ lastAttended: day(6.98), tallies: { kept: 1 } });
  });
});

it('is read back as it was written', () => {
  const state = foldEpisode([
    opened(),
    booked(1, 7),
    joined(7),
    inferred(8),
    booked(8, 20),
    attended(9, 'a20'),
    inferred(10, 'client', 'b'),
  ]);
  expect(readState(writeState(state))).toEqual(state);
});

it('F1: who was there has not missed it, in whatever order it is told', () => {
  const told = fc.uniqueArray(
    fc.constantFrom(
      joined(7.001),
      arrived(6.99),
      leftCall(7.03),
      inferred(7.01),
      provisional(7.02),
      inferred(9, 'both'),
    ),
    { minLength: 2, maxLength: 6 },
  );
  fc.assert(
    fc.property(told, (events) => {
      const all = [opened(), booked(1, 7), ...events, contact(12)];
      const { attendance } = foldEpisode(all);
      const wasSeen = events.some(({ type }) => type !== 'appointment.missed');
      if (wasSeen) expect(attendance.tallies.missedByClient).toBe(0);
      expect(foldEpisode(all.toReversed()).attendance).toEqual(attendance);
    }),
  );
});
