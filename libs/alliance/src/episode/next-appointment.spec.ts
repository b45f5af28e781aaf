/** When the client comes next. */
import type { Appointment } from '#lib/attendance';
import { stateWith } from '../../spec/alerts.js';
import { calendar, hour } from '../../spec/calendar.js';
import { day } from '../../spec/history.js';
import type { EpisodeState } from '../state/episode-state.js';
import { nextAppointmentOf } from './next-appointment.js';

const ahead = (at: number): Appointment => ({ ...hour(at), status: 'booked', tally: null });
const attendance = calendar([ahead(12), ahead(15), ahead(9)]);

describe('the next appointment', () => {
  it.each<[string, Partial<EpisodeState>, number | undefined]>([
    ['running', {}, day(12)],
    ['in a break', { status: 'paused' }, day(12)],
    ['not opened', { status: 'unopened' }, day(12)],
    ['closed', { status: 'closed' }, undefined],
    ['of somebody who has died', { died: day(9) }, undefined],
    ['closed, of somebody who has died', { status: 'closed', died: day(9) }, undefined],
  ])('of an episode that is %s', (_, more, at) =>
    expect(nextAppointmentOf(stateWith([], { attendance, ...more }))).toBe(at),
  );

  it('is the first after the instant that is asked about', () => {
    const state = stateWith([], { attendance });
    expect(nextAppointmentOf(state, day(13))).toBe(day(15));
    expect(nextAppointmentOf(state, day(16))).toBeUndefined();
  });
});
