/** Random calendars of few appointments and few times, so that much of it collides: what is told twice counts once. */
import fc from 'fast-check';
import { DAY, MINUTE } from '#lib/kernel';
import type { ClinicEvent } from '#lib/events';
import { attended, booked, cancelled, iso, missed, named } from '../../alliance/spec/history.js';
import { after, moved } from '../spec/calendar.js';
import type { Attendance } from './attendance-state.js';
import { nextBooked } from './passing.js';

const MINUTES = MINUTE / DAY;
const refs = fc.constantFrom('a', 'b', 'c');
const starts = fc.constantFrom(5, 9, 13);
const sides = fc.constantFrom('client' as const, 'practice' as const, 'unknown' as const);

/** What is told at an instant. */
const tellings: fc.Arbitrary<(at: number) => ClinicEvent> = fc.oneof(
  fc.tuple(refs, starts).map(
    ([ref, start]) =>
      (at: number) =>
        booked(at, start, ref),
  ),
  fc.tuple(refs, starts).map(
    ([ref, start]) =>
      (at: number) =>
        moved(at, ref, start),
  ),
  fc.tuple(refs, refs, starts).map(
    ([ref, previousAppointment, start]) =>
      (at: number) =>
        moved(at, ref, start, { previousAppointment }),
  ),
  fc.tuple(refs, starts, fc.option(refs, { nil: undefined }), starts).map(
    ([ref, start, previousAppointment, from]) =>
      (at: number) =>
        moved(at, ref, start, { previousStart: iso(from), ...(previousAppointment && { previousAppointment }) }),
  ),
  fc.tuple(refs, sides).map(
    ([ref, cancelledBy]) =>
      (at: number) =>
        cancelled(at, ref, { cancelledBy }),
  ),
  fc.tuple(refs, refs).map(
    ([ref, replacedBy]) =>
      (at: number) =>
        cancelled(at, ref, { cancelledBy: 'client', replacedBy }),
  ),
  refs.map((ref) => (at: number) => attended(at, ref)),
  refs.map((ref) => (at: number) => missed(at, 'client', ref)),
);
const calendars = fc
  .array(fc.tuple(fc.constantFrom(0, 1 * MINUTES, 0.3, 1, 2), tellings), { minLength: 1, maxLength: 7 })
  .map((steps) => {
    let at = 1;
    return steps.map(([gap, tell], i) => {
      at += gap + MINUTES / 2;
      return named(`told-${i}`, tell(at));
    });
  });

/** What is counted, and the next hour at an instant. */
const seen = (calendar: Attendance, at: number) => {
  const { tallies, lastAttended, movesByClient, movesByOthers } = calendar;
  return { tallies, lastAttended, movesByClient, movesByOthers, next: nextBooked(calendar, at) };
};

it('counts once what is told twice', () => {
  fc.assert(
    fc.property(calendars, (events) => {
      const last = events.at(-1) as ClinicEvent;
      const at = last.occurredAt + MINUTE / 10;
      const twice = { ...last, id: 'again', occurredAt: at };
      expect(seen(after(...events, twice), at)).toEqual(seen(after(...events), at));
    }),
    { numRuns: 500, seed: 17 },
  );
});
