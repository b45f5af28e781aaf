/**
 * Whether a client has stopped coming or is coming less, by the calendar of one episode: hours missed or called off late,
 * weeks that an approach counts, and silence that is longer than is usual here. Other episodes of the practice are out of
 * sight of a fold, so what is usual is learned in each. Nothing counts before the work began or began again, nor in a
 * break, and a plan that is completed is no stop. The figures are ours and untested.
 */
import { absenceSigns, isLongRow, isOften, weightOf, type AbsenceSigns } from './absence-signs.js';
import { spansOf } from './breaks.js';
import type { Course } from './course.js';
import { missedWeeks } from './missed-weeks.js';
import { nextBooked } from './passing.js';
import { attendedSessions } from './sessions.js';

/** `missed`, `late`, `mixed`: hours in a row. `often`: among the latest. `weeks`: in a row, in DBT. */
export type AbsenceKind = 'missed' | 'late' | 'mixed' | 'often' | 'weeks' | 'silence';

export interface Absence {
  readonly kind: AbsenceKind;
  readonly signs: AbsenceSigns;
  /** Weeks missed in a row, of whichever of the two is longer; 0 where the approach does not count them. */
  readonly weeks: MissedWeeks;
  readonly isBooked: boolean;
  readonly isSilent: boolean;
  /** What it is about: the latest hour that was missed or called off, else the last kept one. */
  readonly hour: string;
  /** Enough to tell somebody, and not only to show. */
  readonly isTold: boolean;
}

export interface MissedWeeks {
  readonly individual: number;
  readonly skills: number;
}

const NO_WEEKS: MissedWeeks = { individual: 0, skills: 0 };
const WEEKS_TOLD_FROM = 2;
/** An hour or two after the last planned one belong to a planned ending. */
const FOLLOW_UPS = 2;

export const isPlanDone = ({ plannedVisits, attendance: { tallies } }: Course): boolean =>
  plannedVisits !== null && tallies.kept >= plannedVisits && tallies.kept <= plannedVisits + FOLLOW_UPS;

/** Whether one says more than another: what goes on is told of again, and what only stands is not. */
export const isMore = (absence: Absence, before: Absence | undefined): boolean =>
  !before?.isTold ||
  weightOf(absence.signs) > weightOf(before.signs) ||
  absence.signs.ofLatest > before.signs.ofLatest ||
  longest(absence.weeks) > longest(before.weeks);

/** In a running episode whose plan goes on. */
export const isWatched = (state: Course): boolean =>
  state.status === 'open' && state.died === null && !isPlanDone(state);

/** What the calendar says of an absence since an instant, such as when a person last dealt with it; undefined for none. */
export function absenceSince(state: Course, answered: number): Absence | undefined {
  const found = absenceAsItIs(state, answered);
  return found && (found.isTold || isInSight(found)) ? found : undefined;
}

/** The same of one that somebody has heard of: of several hours in a row it goes on, whatever is booked, until one is kept. */
export function absenceGoingOn(state: Course, answered: number): Absence | undefined {
  const found = absenceAsItIs(state, answered);
  return found && (found.isTold || isSeveral(found.signs)) ? found : undefined;
}

function absenceAsItIs(state: Course, answered: number): Absence | undefined {
  if (!isWatched(state)) return undefined;
  const since = Math.max(answered, begunAgain(state));
  const found: Found = {
    signs: absenceSigns(state.attendance, { since, spans: spansOf(state) }),
    weeks: weeksMissed(state, since),
    isBooked: nextBooked(state.attendance, state.asOf) !== undefined,
    isSilent: state.absentSince !== null && state.absentSince > answered,
  };
  const kind = kindOf(found);
  if (kind === undefined) return undefined;
  return {
    ...found,
    kind,
    isTold: isEnoughToTell(found),
    hour: (kind === 'silence' ? null : found.signs.hour) ?? lastKept(state),
  };
}

type Found = Pick<Absence, 'signs' | 'weeks' | 'isBooked' | 'isSilent'>;

const isEnoughToTell = ({ signs, weeks, isSilent }: Found): boolean =>
  isSilent || isLongRow(signs) || isOften(signs) || longest(weeks) >= WEEKS_TOLD_FROM;

/** One missed hour, where no next one is booked. */
const WEIGHT_SHOWN = 2;
const isSeveral = ({ missed, late }: AbsenceSigns): boolean => missed + late > 1;
const isInSight = ({ signs, isBooked }: Found): boolean => !isBooked && weightOf(signs) >= WEIGHT_SHOWN;

function kindOf({ signs, weeks, isSilent }: Found): AbsenceKind | undefined {
  if (longest(weeks) >= WEEKS_TOLD_FROM) return 'weeks';
  if (isOften(signs) && !isLongRow(signs)) return 'often';
  return kindOfRow(signs) ?? (isSilent ? 'silence' : undefined);
}

function kindOfRow({ missed, late }: AbsenceSigns): AbsenceKind | undefined {
  if (missed === 0) return late > 0 ? 'late' : undefined;
  return late > 0 ? 'mixed' : 'missed';
}

const longest = ({ individual, skills }: MissedWeeks): number => Math.max(individual, skills);

/** In the approach that counts them, which is DBT. */
export const missedWeeksOf = (state: Course): MissedWeeks | undefined =>
  state.approach === 'dbt' ? weeksMissed(state, begunAgain(state)) : undefined;

function weeksMissed(state: Course, since: number): MissedWeeks {
  if (state.approach !== 'dbt') return NO_WEEKS;
  const view = { since, asOf: state.asOf, spans: spansOf(state) };
  return {
    individual: missedWeeks(state.attendance, { ...view, group: false }),
    skills: missedWeeks(state.attendance, { ...view, group: true }),
  };
}

/** After an end or an agreed break the count begins anew. */
const begunAgain = ({ running, opened }: Course): number => (running === opened ? 0 : (running ?? 0));

const lastKept = (state: Course): string => attendedSessions(state).at(-1)?.appointment.ref ?? '';
