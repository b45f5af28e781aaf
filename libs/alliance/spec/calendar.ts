/** Hours of one episode and what is counted of them, for specs that need no history of them. */
import { NO_ATTENDANCE, type Appointment, type Attendance } from '#lib/attendance';
import { day } from './history.js';

export type Tally = NonNullable<Appointment['tally']>;
const STATUS = { kept: 'attended', missedByClient: 'missed' } as const;
export const hour = (
  at: number,
  tally: keyof typeof STATUS = 'missedByClient',
  reason: string | null = null,
): Appointment => ({
  ...{ ref: `a${at}`, start: day(at), began: null, told: null, status: STATUS[tally], tally, reason, moves: 0 },
  ...{ left: [], decision: null, provisional: null, corrected: false, orphan: false, group: false, inferred: false },
});
export const kept = (at: number): Appointment => hour(at, 'kept');

export const calendar = (hours: readonly Appointment[], more: Partial<Record<Tally, number>> = {}): Attendance => {
  const count = (tally: Tally): number => hours.filter((one) => one.tally === tally).length;
  const tallies = { kept: count('kept'), missedByClient: count('missedByClient') };
  return { ...NO_ATTENDANCE, appointments: hours, tallies: { ...NO_ATTENDANCE.tallies, ...tallies, ...more } };
};
