/**
 * What the calendar says of a client who no longer comes, or comes less. Only what the client did is a sign: never an
 * hour that the practice called off, one with a circumstance for its reason, one in an agreed break or while the
 * clinician is away. A missed hour counts double; called off late it counts once, and so does a series that is called
 * off in one go. The figures are ours and untested.
 */
import type { Appointment, Attendance } from './attendance-state.js';
import { whenOf } from './calendar.js';
import { isExplained } from './circumstances.js';

/** From and until, in clinical milliseconds. */
export type Span = readonly [from: number, until: number];

export interface AbsenceSigns {
  /** Hours in a row that the client missed, since the last that took place. */
  readonly missed: number;
  /** Decisions in a row to call off late. */
  readonly late: number;
  /** Of the last 8 hours that were the client's, how many were missed or called off late. */
  readonly ofLatest: number;
  readonly latest: number;
  /** The latest sign; null where there is none. */
  readonly hour: string | null;
}

const LATEST = 8;
const OFTEN = 4;
const TOLD_FROM = 4;
const MISS = 2;

export interface AbsenceWindow {
  /** Nothing before this instant counts. */
  readonly since: number;
  /** In which nothing counts. */
  readonly spans: readonly Span[];
}

type Sign = 'kept' | 'missed' | 'late';

interface Dated {
  readonly at: number;
  readonly sign: Sign;
  readonly hour: Appointment;
}

export function absenceSigns(attendance: Attendance, window: AbsenceWindow): AbsenceSigns {
  const hours = signsOf(attendance, window);
  const lastKept = hours.findLastIndex(({ sign }) => sign === 'kept');
  const row = hours.slice(lastKept + 1);
  const latest = hours.slice(-LATEST);
  const count = (of: readonly Dated[], what: Sign): number => of.filter(({ sign }) => sign === what).length;
  return {
    missed: count(row, 'missed'),
    late: count(row, 'late'),
    ofLatest: latest.length - count(latest, 'kept'),
    latest: latest.length,
    hour: hours.findLast(({ sign }) => sign !== 'kept')?.hour.ref ?? null,
  };
}

/** How much the hours in a row weigh: a missed one double. */
export const weightOf = ({ missed, late }: Pick<AbsenceSigns, 'missed' | 'late'>): number => MISS * missed + late;

/** Two missed in a row, four called off late in a row, or one missed and two called off late. */
export const isLongRow = (signs: AbsenceSigns): boolean => weightOf(signs) >= TOLD_FROM;
export const isOften = ({ ofLatest }: AbsenceSigns): boolean => ofLatest >= OFTEN;

function signOf(hour: Appointment, spans: readonly Span[]): Exclude<Sign, 'kept'> | undefined {
  const { tally } = hour;
  if (tally !== 'missedByClient' && tally !== 'cancelledLateByClient') return undefined;
  if (isExplained(hour) || isWithin(spans, whenOf(hour))) return undefined;
  return tally === 'missedByClient' ? 'missed' : 'late';
}

const isWithin = (spans: readonly Span[], at: number | undefined): boolean =>
  at !== undefined && spans.some(([from, until]) => at >= from && at <= until);

function signsOf({ appointments }: Attendance, window: AbsenceWindow): readonly Dated[] {
  const dated: Dated[] = [];
  for (const hour of appointments) {
    const sign = hour.tally === 'kept' ? 'kept' : signOf(hour, window.spans);
    const at = sign && timeOf(hour, sign);
    if (sign !== undefined && at !== undefined && at > window.since) dated.push({ at, sign, hour });
  }
  return oncePerDecision(dated.sort((a, b) => a.at - b.at));
}

/** What was called off counts when it was. */
const timeOf = (hour: Appointment, sign: Sign): number | undefined =>
  sign === 'late' ? (hour.decision ?? whenOf(hour)) : whenOf(hour);

function oncePerDecision(dated: readonly Dated[]): readonly Dated[] {
  const decisions = new Set<number>();
  return dated.filter(({ sign, hour: { decision } }) => {
    if (sign !== 'late' || decision === null) return true;
    return decisions.has(decision) ? false : decisions.add(decision);
  });
}
