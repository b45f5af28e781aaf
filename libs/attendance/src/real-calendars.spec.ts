/** Courses as practice systems tell them; each is named by its row of the list of inputs that came out wrong. */
import { DAY, HOUR, MINUTE, SECOND } from '#lib/kernel';
import type { ClinicEvent } from '#lib/events';
import { attended, booked, cancelled, day, missed, on, opened } from '../../alliance/spec/history.js';
import { DEFAULT_RULES, featuresOf, foldEpisode } from '#lib/alliance';
import { after, again, counted, moved, moves, off } from '../spec/calendar.js';
import { hourOf } from './calendar.js';
import { nextBooked } from './passing.js';

const signals = (...events: readonly ClinicEvent[]) => {
  const state = foldEpisode([opened(), ...events]);
  return featuresOf({ state, at: state.asOf, rules: DEFAULT_RULES }).features;
};

const SECONDS = SECOND / DAY;
const MINUTES = MINUTE / DAY;
const HOURS = HOUR / DAY;
const bookedBy = (at: number, start: number, by: 'client' | 'practice') => {
  const event = booked(at, start);
  return { ...event, data: { ...event.data, bookedBy: by } } as ClinicEvent;
};
const twoKept = [attended(1), attended(4)];

describe('C01a a later outcome of the same hour', () => {
  it.each<[string, ClinicEvent[], object, number | null]>([
    [
      'kept, then missed',
      [...twoKept, booked(4, 7), attended(7), missed(7.1, 'client', 'a7')],
      { kept: 2, missedByClient: 1 },
      4,
    ],
    ['kept, missed, kept', [...twoKept, attended(7), missed(8, 'client', 'a7'), again(attended(7), 9)], { kept: 3 }, 7],
    ['the only kept hour, then missed', [attended(7), missed(8, 'client', 'a7')], { missedByClient: 1 }, null],
    [
      'kept, then missed by the clinician',
      [...twoKept, attended(7), missed(8, 'clinician', 'a7')],
      { kept: 2, missedByClinician: 1 },
      4,
    ],
    [
      'an hour before the last, then missed',
      [...twoKept, missed(5, 'client', 'a1')],
      { kept: 1, missedByClient: 1 },
      4,
    ],
  ])('takes its place, and the last kept hour is right: %s', (_, events, ...[counts, last]) => {
    expect([counted(...events), after(...events).lastAttended]).toEqual([counts, last === null ? null : day(last)]);
  });

  it('finds the kept hour before also where that was let go of', () => {
    const offs = Array.from({ length: 80 }, (_, i) => [booked(10 + i, 12 + i), off(11 + i, `a${12 + i}`)]).flat();
    const { lastAttended, tallies } = after(attended(5), ...offs, attended(200), missed(201, 'client', 'a200'));
    expect([lastAttended, tallies.kept]).toEqual([day(5), 1]);
  });
});

describe('C02b a move after an outcome', () => {
  it.each<[string, ClinicEvent, object]>([
    ['missed', missed(7), { missedByClient: 1 }],
    ['missed by the clinician', missed(7, 'clinician'), { missedByClinician: 1 }],
    ['kept', attended(7), { kept: 1 }],
  ])('in place leaves it counted, and the new time is next: %s', (_, outcome, counts) => {
    const history = [booked(1, 7), outcome, moved(8, 'a7', 14)];
    expect([counted(...history), nextBooked(after(...history), day(8))]).toEqual([counts, day(14)]);
  });

  it('gives the new hour an outcome of its own', () => {
    expect(counted(booked(1, 7), missed(7), moved(8, 'a7', 14), attended(14, 'a7'))).toEqual({
      missedByClient: 1,
      kept: 1,
    });
    expect(counted(booked(1, 7), missed(7), moved(8, 'a7', 14), off(13, 'a7'))).toEqual({
      missedByClient: 1,
      cancelledLateByClient: 1,
    });
  });

  it('does not let the old outcome, told again, become the one of the new hour', () => {
    const history = [booked(1, 7), missed(7), moved(8, 'a7', 14), again(missed(7), 9)];
    expect([counted(...history), nextBooked(after(...history), day(9))]).toEqual([{ missedByClient: 1 }, day(14)]);
  });

  it('told late only says where the hour had been', () => {
    const history = [booked(1, 5), attended(7, 'a5'), moved(8, 'a5', 7)];
    expect([counted(...history), moves(...history), nextBooked(after(...history), day(0))]).toEqual([
      { kept: 1 },
      [1, 0, 0],
      undefined,
    ]);
  });

  it('corrects the hour that the correction names', () => {
    const wrong = on(9, 'appointment.attendance_corrected', {
      appointment: 'a7',
      from: 'missed',
      to: 'attended',
    });
    const history = [booked(1, 7), missed(7), moved(8, 'a7', 14), wrong];
    expect([counted(...history), nextBooked(after(...history), day(9))]).toEqual([{ kept: 1 }, day(14)]);
  });
});

describe('C02c a new appointment in the place of one with an outcome', () => {
  it.each<[string, ClinicEvent[], object]>([
    ['missed', [missed(7), moved(8, 'b', 14, { previousAppointment: 'a7' })], { missedByClient: 1 }],
    ['kept', [attended(7), moved(8, 'b', 14, { previousAppointment: 'a7' })], { kept: 1 }],
    [
      'missed, told by its cancellation',
      [missed(7), cancelled(8, 'a7', { cancelledBy: 'client', replacedBy: 'b' }), booked(8, 14, 'b')],
      { missedByClient: 1 },
    ],
    [
      'missed, as cancellation and booking without a link',
      [missed(7), off(8, 'a7'), booked(8 + SECONDS, 14, 'b')],
      { missedByClient: 1 },
    ],
    [
      'missed, as booking and cancellation without a link',
      [missed(7), booked(8, 14, 'b'), off(8 + SECONDS, 'a7')],
      { missedByClient: 1 },
    ],
  ])('leaves it counted, and the new time is next: %s', (_, events, counts) => {
    const history = [booked(1, 7), ...events];
    expect([counted(...history), nextBooked(after(...history), day(8.1))]).toEqual([counts, day(14)]);
  });
});

describe('C03b both halves of a move', () => {
  const link = { previousAppointment: 'a7' };
  const replaced = (at: number) => cancelled(at, 'a7', { cancelledBy: 'client', replacedBy: 'a9' });
  it.each<[string, ClinicEvent[]]>([
    ['moved with a link, then cancelled', [moved(5, 'a9', 9, link), off(5 + SECONDS, 'a7')]],
    ['cancelled, then moved with a link', [off(5, 'a7'), moved(5 + SECONDS, 'a9', 9, link)]],
    ['at the same instant', [off(5, 'a7'), moved(5, 'a9', 9, link)]],
    ['moved with a link, cancelled a day later', [moved(5, 'a9', 9, link), off(6, 'a7')]],
    ['moved without a link, then cancelled', [moved(5, 'a9', 9), off(5 + 9 * MINUTES, 'a7')]],
    ['cancelled, then moved without a link', [off(5, 'a7'), moved(5 + 9 * MINUTES, 'a9', 9)]],
    ['booked, then cancelled', [bookedBy(5, 9, 'client'), off(5 + 9 * MINUTES, 'a7')]],
    ['cancelled, then booked', [off(5, 'a7'), bookedBy(5 + 9 * MINUTES, 9, 'client')]],
    ['booked by nobody knows whom', [off(5, 'a7'), booked(5 + 10 * MINUTES, 9)]],
    ['cancelled with a link, then booked', [replaced(5), booked(5.5, 9)]],
    ['cancelled with a link, then moved without', [replaced(5), moved(5.5, 'a9', 9)]],
    ['moved without a link, cancelled with one', [moved(5, 'a9', 9), replaced(5.5)]],
    [
      'both with a link, each told twice',
      [replaced(5), moved(5, 'a9', 9, link), replaced(5.1), moved(5.2, 'a9', 9, link)].map((event, i) => ({
        ...event,
        id: `half-${i}`,
      })),
    ],
  ])('are one move and no cancellation: %s', (_, halves) => {
    const history = [booked(1, 7), ...halves];
    expect([moves(...history), counted(...history)]).toEqual([[1, 0, 0], {}]);
    expect(nextBooked(after(...history), day(6))).toBe(day(9));
    expect(hourOf(after(...history), 'a9')?.moves).toBe(1);
  });

  it.each<[string, ClinicEvent[], object]>([
    ['eleven minutes apart', [off(4, 'a7'), bookedBy(4 + 11 * MINUTES, 9, 'client')], { cancelledByClient: 1 }],
    ['by two sides', [off(4, 'a7'), bookedBy(4 + MINUTES, 9, 'practice')], { cancelledByClient: 1 }],
    ['of an hour that is over', [off(7.1, 'a7'), booked(7.1 + MINUTES, 9)], { cancelledLateByClient: 1 }],
    [
      'another was booked twice',
      [off(4, 'a7'), booked(4 + MINUTES, 9), off(4 + 2 * MINUTES, 'b')],
      { cancelledByClient: 1 },
    ],
  ])('are no move when they do not belong together: %s', (_, halves, counts) => {
    expect(counted(booked(1, 7), booked(1.1, 8, 'b'), ...halves)).toEqual(counts);
  });

  it('are no move at all where the time stays', () => {
    const history = [booked(1, 7), off(5, 'a7', 'practice'), booked(5 + SECONDS, 7, 'anew')];
    expect([moves(...history), counted(...history), nextBooked(after(...history), day(6))]).toEqual([
      [0, 0, 0],
      {},
      day(7),
    ]);
  });

  it('told of an appointment that nobody knew, and told again, are one move', () => {
    expect(
      moves(moved(5, 'a9', 9, { previousAppointment: 'x' }), moved(6, 'a9', 9, { previousAppointment: 'x' })),
    ).toEqual([1, 0, 0]);
  });
});

describe('there and back', () => {
  const flap = (hours: number, times: number) =>
    Array.from({ length: times }, (_, i) => moved(2 + (i + 1) * hours * HOURS, 'a20', i % 2 === 0 ? 21 : 20));

  it('within a day is one move, not twelve, and the last time holds', () => {
    const history = [booked(1, 20), ...flap(1, 12)];
    expect([moves(...history), nextBooked(after(...history), day(3))]).toEqual([[1, 0, 0], day(20)]);
    expect(nextBooked(after(booked(1, 20), ...flap(1, 11)), day(3))).toBe(day(21));
  });

  it('from one appointment to another and back is one move as well', () => {
    const there = moved(2, 'b', 21, { previousAppointment: 'a20' });
    const back = moved(2.2, 'c', 20, { previousAppointment: 'b' });
    expect(moves(booked(1, 20), there, back)).toEqual([1, 0, 0]);
  });

  it('over weeks is a move each', () => expect(moves(booked(1, 20), ...flap(48, 3))).toEqual([3, 0, 0]));
  it('to three times is two moves', () =>
    expect(moves(booked(1, 20), moved(2, 'a20', 21), moved(2.1, 'a20', 22))).toEqual([2, 0, 0]));
});

describe('what one side decides in one go', () => {
  const series = Array.from({ length: 6 }, (_, i) => booked(1, 30 + 7 * i));
  const calledOff = (by: 'client' | 'practice') => series.map((_, i) => off(29 + i * MINUTES, `a${30 + 7 * i}`, by));

  it('a series that the client calls off is one late cancellation in the signals, of six appointments', () => {
    const history = [...twoKept, ...series, ...calledOff('client')];
    expect(signals(...history)).toMatchObject({ latecx: 1, noshow: 0 });
    expect(counted(...history)).toEqual({
      kept: 2,
      cancelledLateByClient: 1,
      cancelledByClient: 5,
    });
  });

  it('is late if any of it is, whichever comes first', () => {
    const late = [
      cancelled(20, 'a30', { cancelledBy: 'client', late: false }),
      cancelled(20, 'a37', { cancelledBy: 'client', late: true }),
    ];
    expect(signals(...twoKept, ...series, ...late)).toMatchObject({
      latecx: 1,
    });
  });

  it('leaves the hours before it in sight', () => {
    expect(signals(...twoKept, missed(10), missed(17), ...series, ...calledOff('client'))).toMatchObject({ noshow: 2 });
  });

  it('late cancellations of four weeks are four', () => {
    const weeks = [10, 17, 24, 31].flatMap((at) => [booked(at - 5, at), off(at - 0.5, `a${at}`)]);
    expect(signals(...twoKept, ...weeks)).toMatchObject({ latecx: 4 });
  });

  it('a series that is moved by an hour is one move', () => {
    const history = [...series, ...series.map((_, i) => moved(20 + i * MINUTES, `a${30 + 7 * i}`, 30 + 7 * i + HOURS))];
    expect(moves(...history)).toEqual([1, 0, 0]);
  });
});

describe('notice', () => {
  const notice = (noticeMinutes: number) =>
    counted(booked(1, 7), cancelled(2, 'a7', { cancelledBy: 'client', noticeMinutes }));
  it.each([
    ['C36a of minus three days', -4320, 'cancelledLateByClient'],
    ['C36a of minus a year', -525_600, 'cancelledLateByClient'],
    ['C36b of 14 months', 600_000, 'cancelledByClient'],
    ['C36b of ten years', 5_256_000, 'cancelledByClient'],
    ['of two days', 2_880, 'cancelledByClient'],
    ['of a minute less', 2_879, 'cancelledLateByClient'],
  ])('%s', (_, minutes, tally) => expect(notice(minutes)).toEqual({ [tally]: 1 }));
});
