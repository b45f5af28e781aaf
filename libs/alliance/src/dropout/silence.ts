/** When silence is longer than is usual in an episode: a clock of the fold, and what it finds. */
import { isExplained, whenOf, type Appointment } from '#lib/attendance';
import { DAY } from '#lib/kernel';
import type { EpisodeState } from '../state/episode-state.js';
import { isWatched } from './absence.js';
import { attendedSessions, breaksOf, calledOffHours, ownGaps, usualBookingLag, usualGap } from './as-of.js';
import { afterRest, leaveOf, spansOf } from './breaks.js';

const CADENCES = 2;
/** Also where hours are days apart: a long weekend is no absence. */
const LEAST_DAYS = 10;
const RECENT_GAPS = 8;

/**
 * When silence begins to mean something: twice the usual time and a day since the client was last heard of or could have
 * come, but no sooner than the longest recent gap, and not while the next booking is usually still to come. Infinite
 * where nothing was ever kept, and once it is a fact.
 */
export function absentAt(state: EpisodeState): number {
  if (!isWatched(state) || state.attendance.lastAttended === null || leaveOf(state)) return Infinity;
  const since = lastSeen(state);
  return since === state.absentSince ? Infinity : afterRest(spansOf(state), since, patienceOf(state));
}

/** The silence that is a fact now; one that somebody broke is none. */
export const noteAbsence = (state: EpisodeState): EpisodeState => ({ ...state, absentSince: lastSeen(state) });
export const breakAbsence = (state: EpisodeState): EpisodeState =>
  state.absentSince === null || state.absentSince === lastSeen(state) ? state : { ...state, absentSince: null };

/** The last hour, message or form, or when an hour was that nobody says the outcome of, or that was called off for the client. */
function lastSeen(state: EpisodeState): number {
  const { attendance, series, running } = state;
  const { lastAttended, lastContact } = attendance;
  const forms = series.map(({ respondent, ratings }) => (respondent === 'clinician' ? 0 : (lastForm(ratings) ?? 0)));
  return Math.max(lastAttended ?? 0, lastContact ?? 0, running ?? 0, rhythmOf(state).lastOpen, ...forms);
}

const lastForm = (ratings: EpisodeState['series'][number]['ratings']): number | undefined =>
  ratings.findLast(({ value }) => value !== null)?.at;

interface Rhythm {
  readonly breaks: EpisodeState['breaks'];
  readonly booking: EpisodeState['attendance']['booking'];
  readonly cadenceDays: number | null;
  readonly lastOpen: number;
  /** Milliseconds. */
  readonly patience: number;
}

const patienceOf = (state: EpisodeState): number => rhythmOf(state).patience;

/** Worked out once for a calendar: clocks are asked at every event. */
const RHYTHMS = new WeakMap<readonly Appointment[], Rhythm>();

function rhythmOf(state: EpisodeState): Rhythm {
  const { attendance, breaks, cadenceDays } = state;
  const { booking } = attendance;
  const known = RHYTHMS.get(attendance.appointments);
  if (known?.breaks === breaks && known.booking === booking && known.cadenceDays === cadenceDays) return known;
  const rhythm = { breaks, booking, cadenceDays, lastOpen: lastOpenHour(state), patience: patienceIn(state) };
  RHYTHMS.set(attendance.appointments, rhythm);
  return rhythm;
}

function patienceIn(state: EpisodeState): number {
  const times = attendedSessions(state).map(({ at }) => at);
  const breaks = breaksOf(state);
  const usual = usualGap(state, times, breaks);
  const longestGap = Math.max(0, ...ownGaps(times, breaks).slice(-RECENT_GAPS));
  const lag = usualBookingLag(state.attendance) ?? 0;
  return Math.max((Math.max(CADENCES * usual, longestGap) + 1) * DAY, usual * DAY + 2 * lag, LEAST_DAYS * DAY);
}

/** Booked, without an outcome; called off by the practice; or for a reason that says nothing. */
function lastOpenHour(state: EpisodeState): number {
  const open = state.attendance.appointments.flatMap((hour) =>
    hour.status === 'booked' || hour.tally === 'missedUnknown' || (hour.status !== 'attended' && isExplained(hour))
      ? (whenOf(hour) ?? [])
      : [],
  );
  return Math.max(0, ...open, ...calledOffHours(state));
}
