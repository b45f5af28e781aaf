/**
 * The laws of ADR 17 over random courses. Each appointment first gets a true life; the events are then what practice
 * systems would tell of it: late, twice, in any order, at equal times, and years later. The oracle counts the lives.
 */
import fc from 'fast-check';
import type { ClinicEvent } from '#lib/events';
import { attended, booked, cancelled, day, iso, missed, named, on, opened } from '../../alliance/spec/history.js';
import { continueEpisode, foldEpisode, writeState } from '#lib/alliance';
import type { Attendance } from './attendance-state.js';
import { nextBooked } from './passing.js';

type End = 'kept' | 'missed' | 'called off' | 'ahead' | 'voided' | 'corrected';
interface Life {
  readonly end: End;
  readonly moves: number;
  /** The move is told by one appointment or by two, and then by these halves. */
  readonly told: 'in place' | 'linked' | 'cancelled first' | 'cancelled after';
}

const life: fc.Arbitrary<Life> = fc.record({
  end: fc.constantFrom<End>('kept', 'missed', 'called off', 'ahead', 'voided', 'corrected'),
  moves: fc.integer({ min: 0, max: 2 }),
  told: fc.constantFrom<Life['told']>('in place', 'linked', 'cancelled first', 'cancelled after'),
});

const WEEK = 7;
const AHEAD = 2_000;
const NOW = 1_000;

/** What is told of the n-th life; its hours lie in a week of their own. */
function tell({ end, moves, told }: Life, n: number): ClinicEvent[] {
  const week = end === 'ahead' ? AHEAD + n * WEEK : n * WEEK + 1;
  const before = n * WEEK;
  let ref = `x${n}`;
  const events = [booked(before - 3, week, ref)];
  for (let i = 1; i <= moves; i++) {
    const at = before - 3 + i * 1.2;
    const next = told === 'in place' ? ref : `x${n}-${i}`;
    const link = told === 'linked' ? { previousAppointment: ref } : {};
    const data = { appointment: next, start: iso(week + i * 0.1), end: iso(week + 1), initiatedBy: 'client' as const };
    const move = named(`move-${n}-${i}`, on(at, 'appointment.rescheduled', { ...data, ...link }));
    const half = cancelled(told === 'cancelled after' ? at + 0.001 : at - 0.001, ref, { cancelledBy: 'client' });
    events.push(...(told === 'in place' ? [move] : [move, half]));
    ref = next;
  }
  return [...events, ...endOf(end, ref, week + 0.4)];
}

function endOf(end: End, ref: string, at: number): ClinicEvent[] {
  const correction = { appointment: ref, from: 'missed', to: 'attended' } as const;
  const id = (event: ClinicEvent): ClinicEvent => named(`${event.type}-${ref}`, event);
  const ends: Record<End, ClinicEvent[]> = {
    kept: [attended(at, ref)],
    missed: [missed(at, 'client', ref)],
    'called off': [cancelled(at - 0.45, ref, { cancelledBy: 'practice' })],
    ahead: [],
    voided: [missed(at, 'client', ref), on(at, 'appointment.voided', { appointment: ref, cause: 'deleted' })],
    corrected: [missed(at, 'client', ref), on(at, 'appointment.attendance_corrected', correction)],
  };
  return ends[end].map(id);
}

/** The same facts under other ids, told when all of it is long over. */
const retold = (events: readonly ClinicEvent[]): ClinicEvent[] =>
  events
    .filter(({ type }) => /booked|rescheduled|attended|missed$/.test(type))
    .map((event, i) => ({ ...event, id: `again-${event.id}`, occurredAt: day(NOW) + i }));

const count = (lives: readonly Life[], ...ends: End[]): number => lives.filter(({ end }) => ends.includes(end)).length;
const oracle = (lives: readonly Life[]) => ({
  kept: count(lives, 'kept', 'corrected'),
  missed: count(lives, 'missed'),
  calledOff: count(lives, 'called off'),
  byClient: 0,
  moves: lives.filter(({ end }) => end !== 'voided').reduce((sum, { moves }) => sum + moves, 0),
});
const countsIn = ({ tallies, movesByClient }: Attendance) => ({
  kept: tallies.kept,
  missed: tallies.missedByClient,
  calledOff: tallies.cancelledByPractice,
  byClient: tallies.cancelledByClient + tallies.cancelledLateByClient,
  moves: movesByClient,
});

const courses = fc.array(life, { minLength: 1, maxLength: 12 });
const tellAll = (lives: readonly Life[]): ClinicEvent[] => [opened(-9), ...lives.flatMap(tell)];
const shuffled = (events: readonly ClinicEvent[]) =>
  fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length });
/** Voided moves: the last appointment is struck, and the moves that led to it may stand. */
const standing = courses.map((lives) => lives.map((one) => (one.end === 'voided' ? { ...one, moves: 0 } : one)));

const RUNS = { numRuns: 300, seed: 17 };

it('counts what truly happened, however it was told', () => {
  fc.assert(
    fc.property(standing, (lives) => {
      expect(countsIn(foldEpisode(tellAll(lives)).attendance)).toEqual(oracle(lives));
    }),
    RUNS,
  );
});

it('gives one state in every order of arrival, with duplicates', () => {
  fc.assert(
    fc.property(
      courses.chain((lives) => fc.tuple(fc.constant(tellAll(lives)), shuffled([...tellAll(lives), ...tellAll(lives)]))),
      ([told, arrived]) => expect(writeState(foldEpisode(arrived))).toBe(writeState(foldEpisode(told))),
    ),
    RUNS,
  );
});

it('changes nothing when all of it is told again years later', () => {
  fc.assert(
    fc.property(
      standing.filter((lives) => count(lives, 'ahead', 'called off') === 0),
      (lives) => {
        const told = tellAll(lives);
        const { attendance } = foldEpisode(told);
        const again = foldEpisode([...told, ...retold(told)]).attendance;
        expect([countsIn(again), again.lastAttended]).toEqual([countsIn(attendance), attendance.lastAttended]);
      },
    ),
    RUNS,
  );
});

it('is followed one event at a time to the same state', () => {
  fc.assert(
    fc.property(courses, (lives) => {
      const told = tellAll(lives).toSorted((a, b) => a.occurredAt - b.occurredAt);
      let state = foldEpisode(told.slice(0, 1));
      told.forEach((event, i) => {
        const next = continueEpisode(state, [event]);
        state = next === 'refold' ? foldEpisode(told.slice(0, i + 1)) : next;
      });
      expect(writeState(state)).toBe(writeState(foldEpisode(told)));
    }),
    { ...RUNS, numRuns: 60 },
  );
});

it('has the next hour that is truly ahead', () => {
  fc.assert(
    fc.property(standing, (lives) => {
      const ahead = lives.flatMap(({ end, moves }, n) => (end === 'ahead' ? [AHEAD + n * WEEK + moves * 0.1] : []));
      const next = nextBooked(foldEpisode(tellAll(lives)).attendance, day(NOW));
      expect(next).toBe(ahead.length === 0 ? undefined : Date.parse(iso(Math.min(...ahead))));
    }),
    RUNS,
  );
});
