/** What begins or ends by itself, and which of it comes first. */
import type { Appointment } from '#lib/attendance';
import { stateWith } from '../../spec/alerts.js';
import { calendar, hour } from '../../spec/calendar.js';
import { day } from '../../spec/history.js';
import { DEFAULT_RULES } from '../rules/clinic-rules.js';
import type { EpisodeState, Task } from '../state/episode-state.js';
import { letTimePass, nextClock, type ClockDue } from './clocks.js';

const ahead = (at: number): Appointment => ({ ...hour(at), status: 'booked', tally: null });
const task = (at: number): Task => ({ task: `t${at}`, kind: 'homework', dueAt: day(at), done: null });
const away = (at: number) => ({ person: 'k1', from: day(5), until: day(at), cover: null });
const to = (at: number) => ({ to: 'k2', at: day(at) });
const NEVER: ClockDue = { at: Infinity, reason: 'appointment-started' };

describe('the next instant at which something begins or ends by itself', () => {
  it.each<[string, Partial<EpisodeState>, ClockDue]>([
    ['nothing', {}, NEVER],
    ['a break', { status: 'paused', pausedUntil: day(12) }, { at: day(12), reason: 'pause-over' }],
    ['a break without an end', { status: 'paused' }, NEVER],
    ['a break that is over', { status: 'open', pausedUntil: day(12) }, NEVER],
    ['a handover', { handover: to(12) }, { at: day(12), reason: 'handover-due' }],
    ['a cover', { coverFrom: to(12) }, { at: day(12), reason: 'cover-due' }],
    ['a supervision', { supervisionFrom: to(12) }, { at: day(12), reason: 'supervision-due' }],
    ['an absence', { away: [away(15), away(12)] }, { at: day(12), reason: 'absence-over' }],
    ['a task', { tasks: [task(12)] }, { at: day(12), reason: 'task-due' }],
    ['a task of an episode that has ended', { tasks: [task(12)], status: 'closed' }, NEVER],
    ['a task of somebody who has died', { tasks: [task(12)], died: day(9) }, NEVER],
    ['an hour', { attendance: calendar([ahead(12)]) }, { at: day(12), reason: 'appointment-started' }],
    [
      'an hour before a task',
      { attendance: calendar([ahead(12)]), tasks: [task(13)] },
      { at: day(12), reason: 'appointment-started' },
    ],
    [
      'an hour with a task',
      { attendance: calendar([ahead(12)]), tasks: [task(12)] },
      { at: day(12), reason: 'appointment-started' },
    ],
    [
      'a task before an hour',
      { attendance: calendar([ahead(13)]), tasks: [task(12)] },
      { at: day(12), reason: 'task-due' },
    ],
    ['a handover before a cover', { handover: to(12), coverFrom: to(13) }, { at: day(12), reason: 'handover-due' }],
    ['a cover before a handover', { handover: to(13), coverFrom: to(12) }, { at: day(12), reason: 'cover-due' }],
    ['both at once', { handover: to(12), coverFrom: to(12) }, { at: day(12), reason: 'handover-due' }],
    ['a handover before a task', { handover: to(12), tasks: [task(13)] }, { at: day(12), reason: 'handover-due' }],
    ['a handover with a task', { handover: to(12), tasks: [task(12)] }, { at: day(12), reason: 'handover-due' }],
    ['a task before a handover', { handover: to(13), tasks: [task(12)] }, { at: day(12), reason: 'task-due' }],
  ])('is that of %s', (_, more, due) => expect(nextClock(stateWith([], more))).toEqual(due));

  it('is that of a miss which can no longer be taken back', () => {
    const final = { until: day(12), tally: 'missedByClient' } as const;
    const provisional: Appointment = { ...hour(9), tally: null, status: 'missed', provisional: final };
    expect(nextClock(stateWith([], { attendance: calendar([provisional]) }))).toEqual({
      ...{ at: day(12), reason: 'appointment-started' },
    });
  });
});

describe('as time passes', () => {
  const passed = (more: Partial<EpisodeState>, at: number) => letTimePass(stateWith([], more), day(at), DEFAULT_RULES);

  it('all that is due takes effect, in the order in which it fell due', () => {
    const announced = { handover: { to: 'k3', at: day(12) }, coverFrom: { to: 'k2', at: day(11) } };
    expect(passed(announced, 11)).toMatchObject({ clinician: 'k1', cover: 'k2', handover: announced.handover });
    expect(passed(announced, 12)).toMatchObject({ clinician: 'k3', cover: null, handover: null });
    const afterwards = { ...announced, coverFrom: { to: 'k2', at: day(12.5) } };
    expect(passed(afterwards, 13)).toMatchObject({ clinician: 'k3', cover: null, coverFrom: null });
  });

  it('nothing that is due later does', () => {
    const state = stateWith([], { handover: to(12), coverFrom: to(13) });
    expect(letTimePass(state, day(12) - 1, DEFAULT_RULES)).toBe(state);
  });
});
