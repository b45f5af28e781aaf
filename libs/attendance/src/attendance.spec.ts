import { attended, booked, cancelled, day, iso, missed, named, on, opened } from '../../alliance/spec/history.js';
import { NEW_APPOINTMENT, NO_ATTENDANCE, type Appointment, type Attendance } from './attendance-state.js';
import { appointmentOf } from './calendar.js';
import { nextBooked } from './passing.js';
import { foldEpisode } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';

const after = (...events: ClinicEvent[]): Attendance => foldEpisode([opened(), ...events]).attendance;
const counted = (...events: ClinicEvent[]): object =>
  Object.fromEntries(Object.entries(after(...events).tallies).filter(([, n]) => n !== 0));
const entry = (ref: string, ...events: ClinicEvent[]): Appointment | undefined => appointmentOf(after(...events), ref);
const moves = (...events: ClinicEvent[]): number[] => {
  const { movesByClient, movesByClinician, movesByOthers } = after(...events);
  return [movesByClient, movesByClinician, movesByOthers];
};

interface Move {
  readonly by?: 'client' | 'clinician' | 'practice' | 'unknown';
  readonly from?: string;
  readonly reasonCode?: string;
}
const moved = (at: number, to: number, { by = 'client', from, ...rest }: Move = {}): ClinicEvent =>
  named(
    `moved-${at}`,
    on(at, 'appointment.rescheduled', {
      appointment: 'a7',
      start: iso(to),
      end: iso(to + 0.04),
      initiatedBy: by,
      ...(from === undefined ? {} : { previousAppointment: from }),
      ...rest,
    }),
  );
/** Called off by the client in favour of a7. */
const replaced = (at: number, appointment: string): ClinicEvent =>
  cancelled(at, appointment, { cancelledBy: 'client', replacedBy: 'a7' });

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
      cancelled(1, 'a4', {
        cancelledBy: 'practice',
        late: true,
        reasonCode: 'maint',
      }),
      cancelled(1, 'a5', { cancelledBy: 'clinician' }),
    ),
  ).toEqual({
    cancelledByClient: 1,
    cancelledLateByClient: 2,
    cancelledByPractice: 1,
    cancelledByClinician: 1,
  });
});

describe('a cancellation by the client', () => {
  it.each<[string, string, ClinicEvent[]]>([
    [
      'late',
      'its notice is a minute under two days',
      [cancelled(1, 'a3', { cancelledBy: 'client', noticeMinutes: 2879 })],
    ],
    ['in time', 'its notice is two days', [cancelled(1, 'a3', { cancelledBy: 'client', noticeMinutes: 2880 })]],
    ['late', 'it comes the day before', [booked(1, 10), cancelled(9, 'a10', { cancelledBy: 'client' })]],
    ['in time', 'it comes two days before', [booked(1, 10), cancelled(8, 'a10', { cancelledBy: 'client' })]],
    ['in time', 'nobody knows when the hour was to be', [cancelled(9, 'a10', { cancelledBy: 'client' })]],
    ['in time', 'the practice says so', [booked(1, 10), cancelled(9, 'a10', { cancelledBy: 'client', late: false })]],
    [
      'late',
      'its notice is said to be short',
      [booked(1, 10), cancelled(2, 'a10', { cancelledBy: 'client', noticeMinutes: 60 })],
    ],
  ])('is %s when %s', (when, _, events) =>
    expect(counted(...events)).toEqual(when === 'late' ? { cancelledLateByClient: 1 } : { cancelledByClient: 1 }),
  );

  it('leaves the hour as cancelled, at its time', () => {
    expect(entry('a10', booked(1, 10), cancelled(7, 'a10', { cancelledBy: 'client' }))).toEqual({
      ...NEW_APPOINTMENT,
      decision: day(7),
      ref: 'a10',
      start: day(10),
      told: null,
      status: 'cancelled',
      tally: 'cancelledByClient',
      reason: null,
      moves: 0,
    });
  });
});

describe('an hour that is told as booked once more', () => {
  it.each<[string, ClinicEvent, object]>([
    ['took place', attended(7), { status: 'attended', tally: 'kept' }],
    ['was missed', missed(7), { status: 'missed', tally: 'missedByClient' }],
  ])('stays what it was when it %s', (_, outcome, stays) => {
    const history = [booked(1, 7), outcome, booked(8, 7)];
    expect(entry('a7', ...history)).toMatchObject(stays);
    expect(nextBooked(after(...history), day(2))).toBeUndefined();
  });

  it('stands again after a cancellation, and counts nowhere', () => {
    const history = [booked(1, 7), cancelled(2, 'a7', { cancelledBy: 'client' }), booked(3, 8, 'a7')];
    expect(entry('a7', ...history)).toMatchObject({
      status: 'booked',
      start: day(8),
      tally: null,
    });
    expect(counted(...history)).toEqual({});
  });

  it('keeps its moves', () => expect(entry('a7', booked(1, 7), moved(2, 9), booked(3, 9, 'a7'))?.moves).toBe(1));
});

describe('a move', () => {
  it('counts once however often it is told, by who asked for it', () => {
    expect(moves(booked(1, 7), moved(2, 9), moved(3, 9), moved(4, 10, { by: 'clinician' }))).toEqual([1, 1, 0]);
    expect(moves(moved(2, 9, { by: 'practice' }), moved(3, 10, { by: 'unknown' }))).toEqual([0, 0, 2]);
  });

  it('counts also when nothing was known of the hour that it leaves', () => {
    expect([moves(moved(2, 9)), moves(moved(2, 9, { from: 'a5' })), moves(replaced(2, 'a5'))]).toEqual(
      Array(3).fill([1, 0, 0]),
    );
  });

  it.each<[string, ClinicEvent[]]>([
    ['told by the new hour alone', [moved(3, 9, { from: 'a5' })]],
    ['told by the cancellation alone', [replaced(2, 'a5')]],
    ['told by the cancellation first', [replaced(2, 'a5'), moved(3, 9, { from: 'a5' })]],
    ['told by the new hour first', [moved(3, 9, { from: 'a5' }), replaced(4, 'a5')]],
  ])('from one appointment to another counts once, and nowhere else, %s', (_, told) => {
    const history = [booked(1, 5), ...told];
    expect([moves(...history), counted(...history)]).toEqual([[1, 0, 0], {}]);
    expect(entry('a5', ...history)).toMatchObject({
      ref: 'a5',
      start: day(5),
      status: 'moved',
      tally: null,
    });
  });

  it('takes the old hour out of the calendar and the new one in, and no other', () => {
    const { appointments } = after(booked(1, 4), booked(1, 5), moved(2, 9, { from: 'a5', reasonCode: 'pat-crs' }));
    expect(appointments).toMatchObject([
      { ref: 'a4', start: day(4), status: 'booked' },
      { ref: 'a5', start: day(5), status: 'moved' },
      {
        ref: 'a7',
        start: day(9),
        told: null,
        status: 'booked',
        tally: null,
        reason: 'pat-crs',
        moves: 1,
      },
    ]);
  });

  it('takes back the cancellation that it explains', () => {
    const history = [booked(1, 5), cancelled(2, 'a5', { cancelledBy: 'client' }), moved(3, 9, { from: 'a5' })];
    expect(counted(...history)).toEqual({});
  });

  it.each<[number, string, ClinicEvent[]]>([
    [2, 'the client moved it twice', [booked(1, 7), moved(2, 9), moved(3, 10)]],
    [1, 'the client’s move was told twice', [booked(1, 7), moved(2, 9), moved(3, 9)]],
    [1, 'the clinician moved it on', [booked(1, 7), moved(2, 9), moved(3, 10, { by: 'clinician' })]],
    [0, 'only the clinician moved it', [booked(1, 7), moved(2, 9, { by: 'clinician' })]],
    [
      1,
      'it was in the calendar before it was told as the new time of another',
      [booked(1, 9, 'a7'), moved(2, 9, { from: 'a5' })],
    ],
    [1, 'it took place after all', [booked(1, 7), moved(2, 9), attended(9, 'a7')]],
    [1, 'it was missed after all', [booked(1, 7), moved(2, 9), missed(9, 'client', 'a7')]],
  ])('leaves the hour with %i to the client when %s', (n, _, history) =>
    expect(entry('a7', ...history)?.moves).toBe(n),
  );
});

describe('an hour that took place', () => {
  const began = (at: number, actual: number): ClinicEvent =>
    on(at, 'appointment.attended', {
      appointment: `a${Math.floor(at)}`,
      actualStart: iso(actual),
    });

  it('is dated by when it really began, or failing that by the calendar, or by when it was told', () => {
    const kept = {
      ...NEW_APPOINTMENT,
      ref: 'a7',
      status: 'attended',
      tally: 'kept',
    };
    const of = (...events: ClinicEvent[]) => [entry('a7', ...events), after(...events).lastAttended];
    expect(of(booked(1, 7), began(7.02, 7.01))).toEqual([{ ...kept, start: day(7), began: day(7.01) }, day(7.01)]);
    expect(of(booked(1, 7), began(7, 7.01))).toEqual([{ ...kept, start: day(7), began: day(7) }, day(7)]);
    expect(of(began(7, 6.9))).toEqual([{ ...kept, began: day(6.9) }, day(6.9)]);
    expect(of(booked(1, 7), named('told', attended(9, 'a7')))).toEqual([{ ...kept, start: day(7) }, day(7)]);
    expect(of(attended(7))).toEqual([{ ...kept, told: day(7) }, day(7)]);
  });

  it('does not begin on a later day than it was told: such a time is a slip', () => {
    expect(after(booked(1, 7), began(7, 372)).lastAttended).toBe(day(7));
  });

  it('is the last that was attended until the next one', () => {
    expect(after(attended(7), missed(14)).lastAttended).toBe(day(7));
    expect(after(attended(7), attended(14)).lastAttended).toBe(day(14));
  });

  it('counts also before anybody said that the episode has begun', () => {
    const { tallies } = foldEpisode([
      attended(7),
      missed(8),
      cancelled(9, 'a9', { cancelledBy: 'practice' }),
    ]).attendance;
    expect(tallies).toMatchObject({
      kept: 1,
      missedByClient: 1,
      cancelledByPractice: 1,
      notCounted: 0,
    });
  });
});

it('dates a missed hour by the calendar, or failing that by when it was told', () => {
  const gone = {
    ...NEW_APPOINTMENT,
    ref: 'a7',
    status: 'missed',
    tally: 'missedByClient',
  };
  expect(
    entry(
      'a7',
      booked(1, 7),
      on(8, 'appointment.missed', {
        appointment: 'a7',
        by: 'client',
        reasonCode: 'pat',
      }),
    ),
  ).toEqual({
    ...gone,
    start: day(7),
    told: null,
    reason: 'pat',
  });
  expect(entry('a7', missed(7))).toEqual({
    ...gone,
    start: null,
    told: day(7),
    reason: null,
  });
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

describe('the next booked appointment', () => {
  it('passes over those that will not take place', () => {
    const calendar = after(booked(1, 7), booked(1, 14), cancelled(2, 'a7', { cancelledBy: 'practice' }));
    expect(nextBooked(calendar, day(2))).toBe(day(14));
    expect(nextBooked(calendar, day(14))).toBeUndefined();
    expect(nextBooked(NO_ATTENDANCE, day(2))).toBeUndefined();
  });

  it.each([
    [6.9, 7],
    [7, 14],
    [14, 21],
  ])('after day %d is that of day %d, in whatever order they were booked', (now, next) => {
    const calendar = after(booked(1, 14), booked(1, 7), booked(1, 21));
    expect(nextBooked(calendar, day(now))).toBe(day(next));
  });
});

describe('of more than sixty appointments', () => {
  const refs = (...events: ClinicEvent[]): string[] => after(...events).appointments.map(({ ref }) => ref);
  const ahead = Array.from({ length: 60 }, (_, i) => booked(1, 160 - i));
  const behind = Array.from({ length: 60 }, (_, i) => attended(i + 2));

  it('none that is ahead is let go of: it will be the next one day', () => {
    const calendar = after(...ahead, booked(2, 200), booked(2, 100));
    expect(calendar.appointments).toHaveLength(62);
    expect(nextBooked(calendar, day(3))).toBe(day(100));
  });

  it('the earliest of those that are over are let go of, in whatever order they were told', () => {
    const left = refs(...behind, attended(62), named('late', attended(63, 'a9')), ...ahead);
    expect([left.length, left.includes('a2'), left.includes('a3'), left.includes('a62')]).toEqual([
      120,
      false,
      true,
      true,
    ]);
  });

  it('none is forgotten in the counts', () => {
    expect(counted(...Array.from({ length: 70 }, (_, i) => attended(i + 1)))).toEqual({ kept: 70 });
  });

  it('each stands once, whatever was told of it', () => {
    expect(refs(booked(1, 7), booked(2, 14), attended(7), attended(14), booked(15, 21))).toEqual(['a7', 'a14', 'a21']);
  });
});
