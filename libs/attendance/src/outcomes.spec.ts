/** What became of an hour, told late, twice, before its time, in a break, and put right. */
import { DAY, HOUR } from '#lib/kernel';
import type { ClinicEvent, EventData } from '#lib/events';
import {
  attended,
  booked,
  cancelled,
  closed,
  contact,
  day,
  iso,
  missed,
  named,
  on,
} from '../../alliance/spec/history.js';
import { after, again, counted, hourAfter, moved, off } from '../spec/calendar.js';
import { nextBooked } from './passing.js';

const HOURS = HOUR / DAY;
const began = (at: number, actual: number, appointment = 'a7') =>
  named(`began-${at}-${actual}`, on(at, 'appointment.attended', { appointment, actualStart: iso(actual) }));
type Missed = Partial<EventData<'appointment.missed'>>;
const missing = (at: number, more: Missed): ClinicEvent =>
  named(`missing-${at}`, on(at, 'appointment.missed', { appointment: 'a7', by: 'client', ...more }));
type Correction = Omit<EventData<'appointment.attendance_corrected'>, 'episode' | 'client' | 'appointment'>;
const corrected = (at: number, data: Correction) =>
  on(at, 'appointment.attendance_corrected', { appointment: 'a7', ...data });
const paused = (at: number) => on(at, 'episode.paused', {});
const resumed = (at: number) => on(at, 'episode.resumed', {});

describe('the old outcome of an appointment that was moved ahead after it', () => {
  const kept = attended(7);
  const history = [booked(1, 7), kept, moved(8, 'a7', 14)];
  it.each<[string, ClinicEvent[], number | undefined]>([
    ['told again', [again(kept, 9)], 14],
    ['told again as missed', [again(missed(7), 9)], 14],
    ['told again just before the new hour', [again(kept, 14 - 2 * HOURS)], 14],
    ['told with its own time after the new hour', [began(20, 7)], 14],
    ['told again when the new hour was called off', [off(9, 'a7', 'practice'), again(kept, 10)], undefined],
    [
      'told again when the new hour was moved on',
      [moved(9, 'b', 15, { previousAppointment: 'a7' }), again(kept, 10)],
      15,
    ],
  ])('is no outcome of the new hour: %s', (_, events, ahead) => {
    const all = [...history, ...events];
    expect(after(...all, contact(30)).tallies).toMatchObject({
      kept: 1,
      missedByClient: 0,
    });
    expect([nextBooked(after(...all), day(8)), after(...all, contact(30)).lastAttended]).toEqual([
      ahead === undefined ? undefined : day(ahead),
      day(7),
    ]);
  });

  it.each<[string, ClinicEvent[]]>([
    ['missed, and then seen to have begun early', [missed(7.01, 'client', 'a7'), began(7.05, 7 - 2 * HOURS)]],
    ['missed, and put right before its time', [missed(7 - 3 * HOURS, 'client', 'a7'), attended(7 - 2.5 * HOURS, 'a7')]],
  ])('is none where there is one hour: %s', (_, events) =>
    expect(counted(booked(1, 7), ...events, contact(30))).toEqual({ kept: 1 }),
  );

  it('is another than what is told from an hour before the new one on', () => {
    expect(counted(...history, attended(14 - HOURS, 'a7'), contact(30))).toEqual({ kept: 2 });
    expect(counted(...history, missed(14.1, 'client', 'a7'))).toEqual({
      kept: 1,
      missedByClient: 1,
    });
  });
});

describe('the time at which an hour really began', () => {
  it.each<[string, ClinicEvent, number]>([
    ['earlier than booked', began(7.1, 6.95), 6.95],
    ['no later than it is told', began(7, 7.5), 7],
    ['no later than it is told, up to a day', began(7, 8), 7],
    ['more than a day after it is told is a slip', began(7.1, 9), 6.9],
  ])('%s', (_, event, at) => expect(after(booked(1, 6.9, 'a7'), event).lastAttended).toBe(day(at)));

  it('holds where it is told again without it', () => {
    const first = [booked(1, 7), began(7.1, 7.02)];
    expect(hourAfter('a7', ...first, again(attended(7), 9))).toEqual(hourAfter('a7', ...first));
    expect(hourAfter('a7', began(7.1, 7.02), again(attended(7), 9))).toEqual(hourAfter('a7', began(7.1, 7.02)));
  });
});

describe('the reason of an hour that did not take place', () => {
  const snow = missing(7, { reasonCode: 'oth-weath' });
  it.each<[string, ClinicEvent[], string | null]>([
    ['is kept where it is told again without one', [snow, missing(8, {})], 'oth-weath'],
    ['is the later one', [snow, missing(8, { reasonCode: 'pat' })], 'pat'],
    ['is not the one of another outcome', [snow, attended(8, 'a7'), missing(9, {})], null],
    [
      'is not the one of a cancellation',
      [cancelled(6, 'a7', { cancelledBy: 'client', reasonCode: 'maint' }), missing(7, {})],
      null,
    ],
  ])('%s', (_, events, reason) => expect(hourAfter('a7', booked(1, 7), ...events)?.reason).toBe(reason));
});

describe('a miss that may still be taken back', () => {
  const open = (at: number, until: number) => missing(at, { reversibleUntil: iso(until) });
  it.each<[string, ClinicEvent[], object]>([
    ['is not counted yet', [open(7.1, 9)], {}],
    ['counts when that is over', [open(7.1, 9), contact(9)], { missedByClient: 1 }],
    ['counts at once where that is over', [open(9, 8)], { missedByClient: 1 }],
    ['counts at once where that is over just then', [open(9, 9)], { missedByClient: 1 }],
    ['may be given longer', [open(7.1, 8), open(7.5, 10), contact(9)], {}],
    ['is not given more once it counts', [open(7.1, 8), open(8.5, 10)], { missedByClient: 1 }],
    ['is kept where somebody says so', [open(7.1, 9), attended(8, 'a7'), contact(10)], { kept: 1 }],
  ])('%s', (_, events, counts) => expect(counted(booked(1, 7), ...events)).toEqual(counts));
});

describe('outside a running episode', () => {
  const once = { notCounted: 1 };
  const open = (at: number) => missing(at, { reversibleUntil: iso(at + 4) });
  it.each<[string, ClinicEvent[], object]>([
    ['an hour that was kept counts for nothing', [booked(1, 7), closed(3), attended(7)], once],
    ['one that was missed counts for nothing', [booked(1, 7), closed(3), missed(7)], once],
    ['one that nobody had booked counts for nothing', [paused(3), attended(7)], once],
    [
      'one that had been moved away counts for nothing',
      [booked(1, 7), moved(2, 'b', 9, { previousAppointment: 'a7' }), closed(3), attended(7)],
      once,
    ],
    [
      'it stays so when it is told again later',
      [booked(1, 7), paused(3), attended(7), resumed(8), again(attended(7), 9)],
      once,
    ],
    [
      'it stays so where another outcome is told later',
      [booked(1, 7), paused(3), attended(7), resumed(8), missed(9, 'client', 'a7')],
      once,
    ],
    [
      'it stays so while it may be taken back',
      [booked(1, 7), paused(3), open(7), resumed(8), open(9), contact(20)],
      once,
    ],
    ['what had counted stays counted', [booked(1, 7), attended(7), paused(8), again(attended(7), 9)], { kept: 1 }],
  ])('%s', (_, events, counts) => expect(counted(...events)).toEqual(counts));
});

describe('a correction', () => {
  it.each<[string, ClinicEvent[], object]>([
    [
      'that nothing was yet leaves what is told then',
      [missed(7), corrected(8, { from: 'missed', to: 'booked' }), attended(9, 'a7')],
      { kept: 1 },
    ],
    [
      'of an appointment that nobody knows leaves what is told then',
      [corrected(8, { from: 'missed', to: 'booked' }), attended(9, 'a7')],
      { kept: 1 },
    ],
    [
      'to kept holds',
      [missed(7), corrected(8, { from: 'missed', to: 'attended' }), again(missed(7), 9), off(10, 'a7')],
      { kept: 1 },
    ],
    [
      'that it was nobody knows whose',
      [missed(7), corrected(8, { from: 'missed', to: 'missed' })],
      { missedUnknown: 1 },
    ],
    [
      'that it was the clinician’s',
      [missed(7), corrected(8, { from: 'missed', to: 'missed', by: 'clinician' })],
      { missedByClinician: 1 },
    ],
    [
      'in a pause counts for nothing',
      [paused(3), missed(7), corrected(8, { from: 'missed', to: 'missed', by: 'client' })],
      { notCounted: 1 },
    ],
    [
      'of what was called off',
      [off(6, 'a7'), corrected(8, { from: 'cancelled', to: 'missed', by: 'client' })],
      { missedByClient: 1 },
    ],
    [
      'to called off holds',
      [missed(7), corrected(8, { from: 'missed', to: 'cancelled' }), again(missed(7), 9)],
      { cancelledUnknown: 1 },
    ],
  ])('%s', (_, events, counts) => expect(counted(booked(1, 7), ...events)).toEqual(counts));
});
