import fc from 'fast-check';
import { calendarOf, hour, kept } from '../spec/course.js';
import { NEW_APPOINTMENT, NO_ATTENDANCE, type Appointment, type Attendance, type Tally } from './attendance-state.js';
import { readAttendance, writeAttendance, type AttendanceTuple } from './attendance-text.js';

const throughText = (attendance: Attendance): Attendance =>
  readAttendance(JSON.parse(JSON.stringify(writeAttendance(attendance))) as AttendanceTuple);

const instant = fc.integer({ min: 0, max: 2e12 });
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const tally = fc.constantFrom(...(Object.keys(NO_ATTENDANCE.tallies) as Tally[]));
const appointment: fc.Arbitrary<Appointment> = fc.record({
  ref: fc.string(),
  start: orNull(instant),
  began: orNull(instant),
  told: orNull(instant),
  status: fc.constantFrom<Appointment['status']>('booked', 'attended', 'missed', 'cancelled', 'moved', 'voided'),
  tally: orNull(tally),
  reason: orNull(fc.constantFrom('pat', 'oth-weath')),
  moves: fc.nat(3),
  left: fc.array(fc.tuple(instant, instant), { maxLength: 2 }),
  decision: orNull(instant),
  provisional: orNull(fc.record({ until: instant, tally })),
  corrected: fc.boolean(),
  orphan: fc.boolean(),
  group: fc.boolean(),
  inferred: fc.boolean(),
});
/** One that differs from a new one in one member alone: most that are kept are like that. */
const plain = appointment.chain((any) =>
  fc
    .constantFrom(...(Object.keys(NEW_APPOINTMENT) as (keyof Appointment)[]))
    .map((member): Appointment => ({ ...NEW_APPOINTMENT, ref: any.ref, [member]: any[member] })),
);

describe('a calendar', () => {
  it('is the same after it was written and read, whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(appointment, plain), { maxLength: 4 }),
        fc.record({
          tallies: fc.constant({ ...NO_ATTENDANCE.tallies, kept: 3, missedByClient: 2, notCounted: 1 }),
          movesByClient: fc.nat(9),
          movesByClinician: fc.nat(9),
          movesByOthers: fc.nat(9),
          lastAttended: orNull(instant),
          lastContact: orNull(instant),
          earlier: fc.constantFrom('', 'ABCDEFGHIJKLMNOPQR'),
          seen: fc.array(fc.tuple(fc.string(), instant), { maxLength: 1 }),
          recent: fc.array(
            fc.record({
              what: fc.constantFrom('booked' as const, 'moved' as const, 'cancelled' as const),
              ref: fc.string(),
              at: instant,
              by: fc.constantFrom('client' as const, 'clinician' as const, 'practice' as const, 'unknown' as const),
            }),
            { maxLength: 2 },
          ),
          booking: fc.record({ lags: fc.array(fc.nat(9), { maxLength: 2 }), since: orNull(instant) }),
        }),
        (appointments, rest) => {
          const attendance: Attendance = { ...rest, appointments };
          expect(throughText(attendance)).toEqual(attendance);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('takes four members for an hour of which little is to be said, and no more for what has not begun', () => {
    const written = writeAttendance(calendarOf(...kept(7), hour(14, 'missedByClient', { reason: 'pat' })));
    expect(written[6].map((tuple) => tuple.length)).toEqual([4, 5]);
    expect(written).toHaveLength(9);
    expect(writeAttendance({ ...NO_ATTENDANCE, booking: { lags: [], since: 5 } })).toHaveLength(12);
  });

  it('of an earlier format has nothing of what that did not know', () =>
    expect(readAttendance([Object.keys(NO_ATTENDANCE.tallies).map(() => 0), 0, 0, 0, null, null, []])).toEqual(
      NO_ATTENDANCE,
    ));
});
