/** What is said of an absence, as codes and numbers: which words fit, since when, and whether a reason is known. */
import { NO_ATTENDANCE, type Absence, type Appointment } from '#lib/attendance';
import { stateWith } from '../../spec/alerts.js';
import { day } from '../../spec/history.js';
import { absenceFacts } from './absence-alerts.js';

interface Given extends Partial<Omit<Absence, 'signs' | 'weeks'>> {
  readonly missed?: number;
  readonly late?: number;
  readonly weeks?: readonly [individual: number, skills: number];
}
const absence = ({ missed = 2, late = 0, weeks: [individual, skills] = [0, 0], ...more }: Given = {}): Absence => ({
  ...{ kind: 'missed', signs: { missed, late, ofLatest: 3, latest: 8, hour: 'a1' }, weeks: { individual, skills } },
  ...{ isBooked: false, isSilent: false, hour: 'a1', isTold: true },
  ...more,
});

const hour = { ref: 'a1', status: 'missed', tally: 'missedByClient', reason: null } as Appointment;
const facts = (given: Given = {}, attendance: object = {}) =>
  absenceFacts(
    stateWith([], { attendance: { ...NO_ATTENDANCE, lastAttended: day(3), appointments: [hour], ...attendance } }),
    absence(given),
  );

describe('an absence', () => {
  it('is told with its figures, and the day of the last appointment that took place', () => {
    const reason = { appointments: [{ ...hour, reason: 'oth-weath' }] };
    expect(facts({ kind: 'mixed', missed: 2, late: 1, isBooked: true }, reason)).toEqual({
      ...{ how: 'mixed-booked', missed: 2, late: 1, count: 3, ofLatest: 3, latest: 8, weeks: 0 },
      ...{ booked: 'yes', reason: 'noted', since: 'kept', lastOn: '2026-03-05' },
    });
    const never = facts({}, { lastAttended: null });
    expect(never).toMatchObject({ booked: 'no', reason: 'unknown', since: 'never' });
    expect(never).not.toHaveProperty('lastOn');
  });

  it.each<[string, Given]>([
    ['missed', { missed: 2 }],
    ['missed-one', { missed: 1 }],
    ['missed-booked', { missed: 2, isBooked: true }],
    ['missed-one-booked', { missed: 1, isBooked: true }],
    ['late', { kind: 'late', missed: 0, late: 4 }],
    ['late-one', { kind: 'late', missed: 0, late: 1 }],
    ['mixed', { kind: 'mixed', missed: 2, late: 1 }],
    ['often', { kind: 'often', missed: 1, isBooked: true }],
    ['silence', { kind: 'silence', missed: 1 }],
    ['silence', { kind: 'silence', missed: 0 }],
    ['silence-booked', { kind: 'silence', missed: 0, isBooked: true }],
    ['weeks-individual', { kind: 'weeks', weeks: [3, 2], isBooked: true }],
    ['weeks-individual', { kind: 'weeks', weeks: [2, 2] }],
    ['weeks-skills', { kind: 'weeks', weeks: [2, 3] }],
    ['four-individual', { kind: 'weeks', weeks: [4, 1] }],
    ['four-skills', { kind: 'weeks', weeks: [0, 4] }],
    ['weeks-individual', { kind: 'weeks', weeks: [5, 4] }],
  ])('is said as %s: %j', (how, given) => expect(facts(given)['how']).toBe(how));

  it.each([
    [2, 'weeks'],
    [3, 'weeks'],
    [4, 'four'],
    [5, 'four'],
  ])('of %d weeks in a row, in the approach that counts them, is since %s', (weeks, since) =>
    expect(facts({ kind: 'weeks', weeks: [1, weeks] })).toMatchObject({ weeks, since }),
  );

  it('has a reason where one is noted with its hour, and none to know where it is silence', () => {
    expect(facts({ kind: 'silence', missed: 0 })['reason']).toBe('silence');
    expect(facts({ hour: 'gone' })['reason']).toBe('unknown');
  });
});
