/**
 * The rule of dialectical behaviour therapy: four weeks missed in a row, of the individual hour or of the skills group,
 * and a client is out of treatment. The two are counted apart. A week in which nothing was offered counts for neither.
 */
export const WEEKS = ['attended', 'missed', 'not-offered'] as const;
export type Week = (typeof WEEKS)[number];

export interface DbtWeeks {
  readonly individual: readonly Week[];
  readonly skills: readonly Week[];
}

export interface DbtCounters {
  readonly definition: 'DBT';
  readonly state: 'open' | 'dropout';
  /** The week, from 1, in which four in a row were reached first; null when they never were. */
  readonly week: number | null;
  /** Weeks missed in a row, week by week. */
  readonly individual: readonly number[];
  readonly skills: readonly number[];
}

export const MISSES_IN_A_ROW = 4;

export function dbtCounters(weeks: DbtWeeks): DbtCounters {
  const individual = countMisses(weeks.individual);
  const skills = countMisses(weeks.skills);
  const reached = [individual, skills].map((counts) => counts.findIndex((n) => n >= MISSES_IN_A_ROW) + 1);
  const first = Math.min(...reached.filter((week) => week > 0));
  const week = Number.isFinite(first) ? first : null;
  return { definition: 'DBT', state: week === null ? 'open' : 'dropout', week, individual, skills };
}

function countMisses(weeks: readonly Week[]): readonly number[] {
  let inARow = 0;
  return weeks.map((week) => {
    if (week !== 'not-offered') inARow = week === 'missed' ? inARow + 1 : 0;
    return inARow;
  });
}
