import { DAY } from '#lib/kernel';
import { attended, booked, cancelled, closed, day, iso, missed, on, opened } from '../../../alliance/spec/history.js';
import type { ClinicEvent } from '#lib/events';
import { snapshotAt } from '../snapshot.js';
import type { Happening } from './course.js';
import { courseOf } from './course-of-episode.js';
import { unilateralStop } from './unilateral-stop.js';

describe('the course of an episode', () => {
  const label = (at: number, ...events: ClinicEvent[]) =>
    unilateralStop(courseOf(snapshotAt([opened(), ...events], day(at)), 7));

  it('is read from the calendar', () => {
    expect(label(36, attended(7), missed(14))).toMatchObject({ state: 'open' });
    expect(label(37, attended(7), missed(14))).toMatchObject({
      state: 'dropout',
      labelledAt: Math.floor(day(37) / DAY),
      interval: 1,
    });
  });

  it('leaves out what was not the client’s', () =>
    expect(label(60, attended(7), booked(7, 14), cancelled(8, 'a14', { cancelledBy: 'practice' }))).toMatchObject({
      state: 'excluded',
      reason: 'clinic-cancelled',
    }));

  it('tells endings apart', () => {
    expect(label(60, attended(7), closed(8))).toMatchObject({ state: 'excluded', reason: 'agreed' });
    const alone = on(8, 'episode.closed', { reason: 'unilateral-client' });
    expect(label(60, attended(7), alone)).toMatchObject({ state: 'dropout' });
    expect(label(60, attended(7), on(8, 'episode.closed', { reason: 'unknown' }))).toMatchObject({ state: 'dropout' });
  });

  const whats = (...events: ClinicEvent[]) =>
    courseOf(snapshotAt([opened(), ...events], day(60)), 7).facts.map(({ day: at, what }) => [at - today(0), what]);
  const today = (n: number): number => Math.floor(day(n) / DAY);

  it('has the days of the hours and of the frame, and how far it is known', () => {
    const course = courseOf(snapshotAt([opened(), attended(7)], day(60.9)), 14);
    expect(course).toMatchObject({ cadenceDays: 14, asOf: today(60.9) });
    expect(whats(attended(7), on(9, 'episode.paused', {}), on(20, 'episode.resumed', {}))).toEqual([
      [7, 'attended'],
      [0, 'resumed'],
      [9, 'paused'],
      [20, 'resumed'],
    ]);
  });

  const moved = on(2, 'appointment.rescheduled', {
    appointment: 'later',
    previousAppointment: 'a7',
    start: iso(70),
    end: iso(70.04),
    initiatedBy: 'client',
  });
  const voided = on(9, 'appointment.voided', { appointment: 'a7', cause: 'entered-in-error' });

  it.each<[string, ClinicEvent[], Happening[]]>([
    ['booked', [booked(1, 70)], ['booked']],
    ['moved to another', [booked(1, 7), moved], ['booked']],
    ['taken back as an error', [booked(1, 7), attended(7), voided], []],
    ['missed by the client', [missed(7)], ['missed']],
    ['missed by the clinician', [missed(7, 'clinician')], ['clinic-cancelled']],
    ['missed by both', [missed(7, 'both')], ['clinic-cancelled']],
    ['missed by nobody knows whom', [missed(7, 'unknown')], []],
    ['called off by the client', [booked(1, 7), cancelled(2, 'a7', { cancelledBy: 'client' })], ['cancelled']],
    ['called off late', [booked(1, 7), cancelled(6, 'a7', { cancelledBy: 'client', late: true })], ['cancelled']],
    ['called off by the clinician', [cancelled(2, 'a7', { cancelledBy: 'clinician' })], ['clinic-cancelled']],
    ['called off by the practice', [cancelled(2, 'a7', { cancelledBy: 'practice' })], ['clinic-cancelled']],
    ['called off by nobody knows whom', [cancelled(2, 'a7', { cancelledBy: 'unknown' })], []],
  ])('reads an hour that was %s', (_, events, expected) =>
    expect(whats(...events).flatMap(([, what]) => (what === 'resumed' ? [] : [what]))).toStrictEqual(expected),
  );

  it.each([
    ['planned', 'agreed'],
    ['mutual', 'agreed'],
    ['unilateral-client', 'left'],
    ['unilateral-clinician', 'ended-by-clinic'],
    ['referred', 'transferred'],
    ['moved', 'moved'],
    ['deceased', 'died'],
    ['administrative', 'administrative'],
    ['unknown', undefined],
  ] as const)('reads an end that was %s as %s', (reason, what) =>
    expect(whats(on(9, 'episode.closed', { reason })).at(1)).toEqual(what && [9, what]),
  );

  it('has no event any more that was taken back', () => {
    const events = [opened(), booked(1, 7), attended(7), voided];
    const known = (at: number) => snapshotAt(events, day(at)).events.map(({ type }) => type);
    expect(known(8)).toStrictEqual(['episode.opened', 'appointment.booked', 'appointment.attended']);
    expect(known(9)).not.toContain('appointment.attended');
    for (const type of known(9)) expect(typeof type).toBe('string');
  });

  it('follows corrections that were known by then', () => {
    const corrected = on(30, 'appointment.attendance_corrected', {
      appointment: 'a14',
      from: 'missed',
      to: 'attended',
    });
    expect(label(38, attended(7), missed(14), corrected)).toMatchObject({ state: 'open', interval: 2 });
    expect(label(29, attended(7), missed(14), corrected)).toMatchObject({ interval: 1 });
  });
});
