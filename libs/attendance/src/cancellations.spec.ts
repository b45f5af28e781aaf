/** What was called off, and by whom; and when it is half of a move instead. */
import { DAY, MINUTE } from '#lib/kernel';
import type { ClinicEvent } from '#lib/events';
import { booked, cancelled, closed, day } from '../../alliance/spec/history.js';
import { after, again, counted, hourAfter, moved, moves, off } from '../spec/calendar.js';
import { nextBooked } from './passing.js';

type By = 'client' | 'practice' | 'clinician' | 'unknown';
const MINUTES = MINUTE / DAY;
const bookedBy = (at: number, start: number, by: By) => {
  const event = booked(at, start);
  return { ...event, data: { ...event.data, bookedBy: by } } as ClinicEvent;
};
const later = (n = 1): number => 5 + n * MINUTES;

describe('who moved an hour that was called off and booked anew', () => {
  it.each<[By, By, number[]]>([
    ['client', 'unknown', [1, 0, 0]],
    ['unknown', 'client', [1, 0, 0]],
    ['clinician', 'unknown', [0, 1, 0]],
    ['unknown', 'clinician', [0, 1, 0]],
    ['practice', 'unknown', [0, 0, 1]],
    ['unknown', 'practice', [0, 0, 1]],
    ['unknown', 'unknown', [0, 0, 1]],
  ])('is whoever is named by either half: called off by %s, booked by %s', (by, other, who) => {
    expect(moves(booked(1, 7), off(5, 'a7', by), bookedBy(later(), 9, other))).toEqual(who);
    expect(moves(booked(1, 7), bookedBy(5, 9, other), off(later(), 'a7', by))).toEqual(who);
  });
});

describe('one half of a move', () => {
  const two = [booked(1, 7), booked(1.1, 30, 'b')];
  it('is half of one only', () => {
    const history = [...two, bookedBy(5, 9, 'client'), off(later(), 'a7'), off(later(2), 'b')];
    expect([moves(...history), counted(...history)]).toEqual([[1, 0, 0], { cancelledByClient: 1 }]);
  });

  it('belongs to one decision with the other hours that are moved just then', () => {
    const history = [...two, moved(5, 'a9', 9), off(later(), 'a7'), moved(later(2), 'b', 31)];
    expect([moves(...history), counted(...history)]).toEqual([[1, 0, 0], {}]);
  });

  it.each<[string, ClinicEvent[], object]>([
    ['it was over, as its notice says', [off(4, 'x')].map(withNotice(-30)), { cancelledLateByClient: 1 }],
    ['it had just begun', [booked(1, 4, 'x'), off(4, 'x')], { cancelledLateByClient: 1 }],
    ['it names itself as what takes its place', [booked(1, 9, 'x'), replacedBySelf(4)], { cancelledByClient: 1 }],
  ])('is none where %s', (_, events, counts) => {
    const history = [...events, booked(4 + 11 * MINUTES, 29, 'new')];
    const soon = [...events, booked(4 + MINUTES, 29, 'new')];
    expect([moves(...history), counted(...history)]).toEqual([[0, 0, 0], counts]);
    if ('cancelledLateByClient' in counts) expect([moves(...soon), counted(...soon)]).toEqual([[0, 0, 0], counts]);
  });
});

function withNotice(noticeMinutes: number) {
  return (event: ClinicEvent): ClinicEvent => ({ ...event, data: { ...event.data, noticeMinutes } }) as ClinicEvent;
}
function replacedBySelf(at: number): ClinicEvent {
  return cancelled(at, 'x', { cancelledBy: 'client', replacedBy: 'x' });
}

describe('called off and told again', () => {
  it('changes nothing, and makes no move of what is booked then', () => {
    const called = off(2, 'a7');
    const history = [booked(1, 7), called, again(called, 4), booked(4 + MINUTES, 9, 'new')];
    expect([moves(...history), counted(...history)]).toEqual([[0, 0, 0], { cancelledByClient: 1 }]);
    expect(nextBooked(after(...history), day(5))).toBe(day(9));
  });

  it('too late stays in time, as it was told first', () =>
    expect(counted(booked(1, 7), off(2, 'a7'), again(off(2, 'a7'), 6.5))).toEqual({ cancelledByClient: 1 }));

  it.each<[By, By, string]>([
    ['unknown', 'practice', 'cancelledByPractice'],
    ['unknown', 'client', 'cancelledByClient'],
    ['client', 'clinician', 'cancelledByClinician'],
  ])('by another side is that side’s: %s, then %s', (first, then, tally) =>
    expect(counted(booked(1, 7), off(2, 'a7', first), off(2.5, 'a7', then))).toEqual({ [tally]: 1 }),
  );

  it('by another side keeps its reason unless there is a new one', () => {
    const first = cancelled(2, 'a7', {
      cancelledBy: 'unknown',
      reasonCode: 'oth-weath',
    });
    expect(hourAfter('a7', booked(1, 7), first, off(2.5, 'a7', 'practice'))?.reason).toBe('oth-weath');
    const second = cancelled(2.5, 'a7', {
      cancelledBy: 'practice',
      reasonCode: 'maint',
    });
    expect(hourAfter('a7', booked(1, 7), first, second)?.reason).toBe('maint');
  });

  it('counts for nothing after the end', () =>
    expect(counted(booked(1, 7), closed(3), off(4, 'a7'))).toEqual({
      notCounted: 1,
    }));
});
