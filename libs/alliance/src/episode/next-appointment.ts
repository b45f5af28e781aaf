/** When the client comes next. Nobody is awaited in an episode that has ended, whatever a calendar still holds or is sent. */
import { nextBooked } from '#lib/attendance';
import type { EpisodeState } from '../state/episode-state.js';

export const nextAppointmentOf = (
  { attendance, status, died, asOf }: EpisodeState,
  after: number = asOf,
): number | undefined => (status === 'closed' || died !== null ? undefined : nextBooked(attendance, after));
