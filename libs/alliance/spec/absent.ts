/** Calendars of one episode for specs about absence, and what they lead to. */
import { DAY } from '#lib/kernel';
import { summarise } from '#lib/presentation';
import type { ClinicEvent } from '#lib/events';
import { foldEpisode } from '../src/episode/episode.js';
import { attended, booked, cancelled, day, on, opened } from './history.js';
import { lived } from './lived.js';

const WEEKS = [0, 7, 14, 21, 28, 35, 42, 49];
/** Kept weekly until day 49, with the next hour booked a week ahead each time. */
export const steady = (): ClinicEvent[] => [
  opened(),
  ...WEEKS.map((at) => attended(at)),
  ...WEEKS.slice(1).map((at) => booked(at - 7, at)),
];

export const late = (at: number): ClinicEvent => cancelled(at - 0.5, `a${at}`, { cancelledBy: 'client', late: true });
export const why = (at: number, reasonCode: string): ClinicEvent =>
  on(at, 'appointment.missed', { appointment: `a${at}`, by: 'client', reasonCode });

/** Alerts about absence after everything has come that was waited for until a day: how, since when, and how they stand. */
export const absences = (events: readonly ClinicEvent[], until = Infinity): string[] =>
  foldEpisode(lived(events, until))
    .alerts.filter(({ rule }) => rule === 'stopped-coming')
    .map(({ facts, raisedAt, status, seenAgain }) => {
      const again = seenAgain > 0 ? [`again ${seenAgain}`] : [];
      return [facts['how'], `day ${(raisedAt - day(0)) / DAY}`, status, ...again].join(', ');
    });

/** Why the episode stands where it does in the caseload. */
export const reason = (...events: readonly ClinicEvent[]): string => summarise(foldEpisode(events)).reason;
