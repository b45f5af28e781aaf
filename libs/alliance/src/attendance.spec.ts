import { attended, booked, cancelled, day, iso, missed, named, on, opened } from '../spec/history.js';
import { NO_ATTENDANCE, nextBooked, type Attendance } from './attendance.js';
import { foldEpisode } from './episode.js';
import type { ClinicEvent } from './events/catalogue.js';

const after = (...events: ClinicEvent[]): Attendance => foldEpisode([opened(), ...events]).attendance;
const counted = (...events: ClinicEvent[]): object =>
  Object.fromEntries(Object.entries(after(...events).tallies).filter(([, n]) => n !== 0));
type By = 'client' | 'clinician';
const moved = (at: number, to: number, { by = 'client', from }: { by?: By; from?: string } = {}): ClinicEvent =>
  named(
    `moved-${at}`,
    on(at, 'appointment.rescheduled', {
      appointment: 'a7',
      start: iso(to),
      end: iso(to + 0.04),
      initiatedBy: by,
      ...(from === undefined ? {} : { previousAppointment: from }),
    }),
  );

it('counts what was kept, and what was missed by whom', () => {
  expect(counted(attended(7), missed(14), missed(21, 'clinician'), missed(28, 'both'), missed(35, 'unknown'))).toEqual({
    kept: 1,
    missedByClient: 1,
    missedByClinician: 1,
    missedByBoth: 1,
    missedUnknown: 1,
  });
});

it('keeps cancellations apart by who cancelled, and late ones of the client', () => {
  expect(
    counted(
      cancelled(1, 'a1', { cancelledBy: 'client', noticeMinutes: 2880 }),
      cancelled(1, 'a2', { cancelledBy: 'client', noticeMinutes: 2879 }),
      cancelled(1, 'a3', { cancelledBy: 'client', late: true }),
      cancelled(1, 'a4', { cancelledBy: 'practice', late: true, reasonCode: 'maint' }),
      cancelled(1, 'a5', { cancelledBy: 'clinician' }),
    ),
  ).toEqual({ cancelledByClient: 1, cancelledLateByClient: 2, cancelledByPractice: 1, cancelledByClinician: 1 });
});

it('works the notice out from the calendar when nobody says it', () => {
  expect(counted(booked(1, 10), cancelled(9, 'a10', { cancelledBy: 'client' }))).toEqual({ cancelledLateByClient: 1 });
  expect(counted(booked(1, 10), cancelled(7, 'a10', { cancelledBy: 'client' }))).toEqual({ cancelledByClient: 1 });
});

it('counts each move once, by who asked for it', () => {
  const { movesByClient, movesByClinician } = after(
    booked(1, 7),
    moved(2, 9),
    moved(3, 9),
    moved(4, 10, { by: 'clinician' }),
  );
  expect([movesByClient, movesByClinician]).toEqual([1, 1]);
});

it('takes a cancellation with a replacement for a move, told once or twice', () => {
  const replaced = cancelled(2, 'a5', { cancelledBy: 'client', replacedBy: 'a7' });
  expect(after(booked(1, 5), replaced).movesByClient).toBe(1);
  expect(after(booked(1, 5), replaced, moved(3, 9, { from: 'a5' })).movesByClient).toBe(1);
  expect(counted(booked(1, 5), replaced)).toEqual({});
});

it('counts nothing against anybody in a pause', () => {
  expect(counted(on(1, 'episode.paused', {}), missed(7), cancelled(8, 'a9', { cancelledBy: 'client' }))).toEqual({
    notCounted: 2,
  });
});

it('lets a later outcome take the place of an earlier one', () => {
  expect(counted(missed(7), attended(8, 'a7'))).toEqual({ kept: 1 });
});

it('keeps the reason code with the appointment', () => {
  expect(after(cancelled(1, 'a1', { cancelledBy: 'client', reasonCode: 'pat-crs' })).appointments[0]?.reason).toBe(
    'pat-crs',
  );
});

it('knows the next booked appointment, passing over those that will not take place', () => {
  const calendar = after(booked(1, 7), booked(1, 14), cancelled(2, 'a7', { cancelledBy: 'practice' }));
  expect(nextBooked(calendar, day(2))).toBe(day(14));
  expect(nextBooked(NO_ATTENDANCE, day(2))).toBeUndefined();
});
