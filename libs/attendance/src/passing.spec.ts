import type { ClinicEvent } from '#lib/events';
import {
  attended,
  booked,
  contact,
  day,
  fromHistory,
  iso,
  missed,
  on,
  opened,
  withRupture,
} from '../../alliance/spec/history.js';
import { alertsOf, foldEpisode, readState, writeState } from '#lib/alliance';
import type { Attendance } from './attendance-state.js';
import { nextBooked, nextFinal, passAttendance } from './passing.js';

const after = (...events: readonly ClinicEvent[]): Attendance => foldEpisode([opened(), ...events]).attendance;
/** Missed on a day, and to be taken back until another. */
const provisional = (at: number, until: number, appointment = `a${at}`): ClinicEvent =>
  on(at, 'appointment.missed', { appointment, by: 'client', reversibleUntil: iso(until) });
const missedIn = ({ tallies }: Attendance): number => tallies.missedByClient;

describe('the next booked start', () => {
  it.each<[string, ClinicEvent[], number | undefined]>([
    ['is the earliest that is ahead', [booked(1, 14), booked(1, 7)], 7],
    ['is not a start that has gone by', [booked(1, 7), booked(1, 14), contact(8)], 14],
    ['is not a start that was told when it had gone by', [booked(8, 7)], undefined],
    ['is none once every hour has its outcome', [booked(1, 7), attended(7)], undefined],
  ])('%s', (_, events, at) => {
    const { attendance, asOf } = foldEpisode([opened(), ...events]);
    expect(nextBooked(attendance, asOf)).toBe(at === undefined ? undefined : day(at));
  });
});

describe('the next instant at which a miss can no longer be taken back', () => {
  it('never comes where none can', () => expect(nextFinal(after(booked(1, 7), missed(8)))).toBe(Infinity));

  it('comes later after each time that has passed', () => {
    let calendar = after(provisional(2, 15), provisional(3, 9));
    const seen: number[] = [];
    for (let at = nextFinal(calendar); at !== Infinity; at = nextFinal(calendar)) {
      seen.push(at);
      calendar = passAttendance(calendar, at);
    }
    expect(seen).toEqual([9, 15].map(day));
    expect(missedIn(calendar)).toBe(2);
  });

  it('leaves the calendar as it is before it', () => {
    const calendar = after(booked(1, 7), provisional(2, 5));
    expect(passAttendance(calendar, day(5) - 1)).toBe(calendar);
  });
});

describe('a miss that may still be taken back', () => {
  it('is shown as missed, and counts from then on', () => {
    const calendar = after(booked(1, 7), provisional(7, 9));
    expect(calendar.appointments).toMatchObject([
      { status: 'missed', tally: null, provisional: { until: day(9), tally: 'missedByClient' } },
    ]);
    expect([missedIn(calendar), missedIn(passAttendance(calendar, day(9)))]).toEqual([0, 1]);
    expect(missedIn(after(booked(1, 7), provisional(7, 9), contact(9)))).toBe(1);
    expect(missedIn(after(booked(1, 7), provisional(7, 9), contact(8.9)))).toBe(0);
  });

  it('that is taken back never counted', () => {
    const { tallies } = after(booked(1, 7), provisional(7, 9), attended(8, 'a7'), contact(10));
    expect(tallies).toMatchObject({ kept: 1, missedByClient: 0 });
  });

  it('is final at once when its time is over, and when it was final before', () => {
    expect(missedIn(after(provisional(7, 6)))).toBe(1);
    expect(missedIn(after(missed(7), { ...provisional(8, 20, 'a7'), id: 'again' }))).toBe(1);
  });

  it('stays provisional where it was when the appointment is moved on', () => {
    const moved = on(8, 'appointment.rescheduled', {
      ...{ appointment: 'a7', start: iso(14), end: iso(14.04), initiatedBy: 'client' as const },
    });
    const calendar = after(booked(1, 7), provisional(7, 9), moved);
    expect(calendar.appointments.map(({ status }) => status)).toEqual(['missed', 'booked']);
    const final = passAttendance(calendar, day(9));
    expect([missedIn(final), final.appointments.map(({ status }) => status)]).toEqual([1, ['missed', 'booked']]);
  });

  it('does not count in a pause, also once it is final', () => {
    const { tallies } = after(
      on(1, 'episode.paused', {}),
      provisional(7, 9),
      on(8, 'episode.resumed', {}),
      contact(10),
    );
    expect(tallies).toMatchObject({ missedByClient: 0, notCounted: 1 });
  });

  it('is kept in the stored text', () => {
    const state = foldEpisode([opened(), booked(1, 7), provisional(7, 9)]);
    expect(readState(writeState(state))).toEqual(state);
  });

  describe('during a strain', () => {
    const rules = (...events: ClinicEvent[]): string[] =>
      alertsOf(foldEpisode([...withRupture(), ...events])).map(({ rule }) => rule);
    it('alerts nobody before, and somebody then', () => {
      expect(rules(provisional(28, 29))).toEqual(['strain-open']);
      expect(rules(provisional(28, 29), contact(28.9))).toEqual(['strain-open']);
      expect(rules(provisional(28, 29), contact(29))).toEqual(['strain-open', 'missed-during-strain']);
    });
    it('alerts nobody when it was taken back, nor twice', () => {
      expect(rules(provisional(28, 29), attended(28.5, 'a28'), contact(30))).toEqual(['strain-open']);
      expect(rules(provisional(28, 29), contact(29), contact(30))).toHaveLength(2);
      expect(rules(missed(28), { ...missed(40, 'client', 'a28'), id: 'again' })).toHaveLength(2);
    });
    it('notifies nobody of history', () =>
      expect(
        alertsOf(foldEpisode([...withRupture(), provisional(28, 29), fromHistory(contact(30))])).at(-1)?.historical,
      ).toBe(true));
  });
});

it('what a computer concluded does not overrule what somebody saw', () => {
  const concluded = on(7.1, 'appointment.missed', {
    ...{ appointment: 'a7', by: 'client' as const, derivation: 'inferred' as const, reversibleUntil: iso(8) },
  });
  expect(after(booked(1, 7), attended(7), concluded).tallies).toMatchObject({ kept: 1, missedByClient: 0 });
});
