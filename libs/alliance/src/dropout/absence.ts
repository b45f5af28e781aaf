/** The absence of a client as alerts and attention see it: what a person did with a prompt about it is heeded. */
import {
  absenceGoingOn,
  absenceSince,
  absentAt,
  isCalledOffSinceGone,
  lastSeen,
  soonestAbsent,
  type Absence,
} from '#lib/attendance';
import { isEndedByPerson, type Alert } from '../state/alert.js';
import type { EpisodeState } from '../state/episode-state.js';

/** Code of the alert rule. */
export const STOPPED_COMING = 'stopped-coming';

/** What there is to tell, counted from when a person last ended a prompt about it. */
export const absenceToTell = (state: EpisodeState): Absence | undefined =>
  absenceSince(state, endedAt(state, isEndedByPerson));

/** The same of what was told already. */
export const absenceStanding = (state: EpisodeState): Absence | undefined =>
  absenceGoingOn(state, endedAt(state, isEndedByPerson));

/** What there is to see: a person's end of the prompt does not bring the client back, unless it said that this was wrong. */
export const absenceInSight = (state: EpisodeState): Absence | undefined =>
  absenceSince(state, endedAt(state, isWrong));

const isWrong = ({ status, act }: Alert): boolean => status === 'overridden' && act?.why === 'wrong';

const endedAt = ({ alerts }: EpisodeState, which: (alert: Alert) => boolean): number =>
  alerts.reduce((at, alert) => (isOfAbsence(alert) && which(alert) ? Math.max(at, alert.act?.at ?? 0) : at), 0);

const isOfAbsence = ({ rule }: Alert): boolean => rule === STOPPED_COMING || rule === 'missed-during-strain';

/** Whether the practice called off what was booked after the client had not come. */
export const isCalledOffSince = (state: EpisodeState): boolean => isCalledOffSinceGone(state, lastForm(state));

/** When silence begins to mean something; infinite where that cannot be `within` an instant. */
export const absenceDueAt = (state: EpisodeState, within: number): number =>
  soonestAbsent(state) > within ? Infinity : absentAt(state, lastForm(state));

/**
 * When a silence became a fact between two states, if it did: `timed` is `before` after nothing but time has passed. Where
 * no look at that instant stands in the log, the next event finds it, whatever that is about, and changes no date.
 */
export function noticedBetween(before: EpisodeState, timed: EpisodeState): number | undefined {
  const { absentSince, asOf } = timed;
  if (absentSince === null || absentSince === before.absentSince) return undefined;
  return Math.min(asOf, absentAt({ ...timed, absentSince: null }, lastForm(timed)));
}

/** The silence that is a fact now; one that somebody broke is none. */
export const noteAbsence = (state: EpisodeState): EpisodeState => ({
  ...state,
  absentSince: lastSeen(state, lastForm(state)),
});
export const breakAbsence = (state: EpisodeState): EpisodeState =>
  state.absentSince === null || state.absentSince === lastSeen(state, lastForm(state))
    ? state
    : { ...state, absentSince: null };

/** When the client was last heard of by a form; what the clinician filled in is none. */
function lastForm({ series }: EpisodeState): number {
  let last = 0;
  for (const { respondent, ratings } of series) {
    if (respondent === 'clinician') continue;
    last = Math.max(last, ratings.findLast(({ value }) => value !== null)?.at ?? 0);
  }
  return last;
}
