/** The definitions of stopping early, side by side. They count different people: a figure must always name its own. */
import { daysOf, knownFacts, standingEnd, type Course, type Ending } from './course.js';
import { unilateralStop, type Stop } from './unilateral-stop.js';

/** Clinician's judgement, unilateral stop, dose, unilateral stop without reliable improvement. */
export const DEFINITIONS = ['D-A', 'D-B', 'D-C', 'D-D'] as const;
export type Definition = (typeof DEFINITIONS)[number];

export interface LabelledCourse extends Course {
  /** Appointments that the plan or the protocol has; D-C cannot be told without. */
  readonly plannedVisits?: number;
  /** Whether the last outcome was reliably better than the first; D-D cannot be told without. */
  readonly reliablyImproved?: boolean;
}

export interface Label {
  readonly definition: Definition;
  /** `completed` for D-C (the dose was reached) and D-D (reliably better); `unknown` when an input is missing. */
  readonly state: Stop['state'] | 'completed' | 'unknown';
  readonly labelledAt: number | null;
  readonly interval: number;
  readonly reason?: Ending | 'clinic-cancelled';
}

export function labelOf(course: LabelledCourse, definition: Definition = 'D-B'): Label {
  return { definition, ...BY_DEFINITION[definition](course) };
}

type Verdict = Omit<Label, 'definition'>;

const BY_DEFINITION: Readonly<Record<Definition, (course: LabelledCourse) => Verdict>> = {
  'D-A': judged,
  'D-B': unilateralStop,
  'D-C': byDose,
  'D-D': withoutImprovement,
};

function judged(course: Course): Verdict {
  const stop = unilateralStop(course);
  const left = leftOn(course);
  if (stop.state === 'excluded' || stop.state === 'not-started') return stop;
  const { interval } = stop;
  return left === undefined
    ? { state: 'open', labelledAt: null, interval }
    : { state: 'dropout', labelledAt: left, interval };
}

/** The clinician's word; taken back by coming again or by a resumption. */
function leftOn(course: Course): number | undefined {
  const known = knownFacts(course);
  const day = daysOf(known, 'left').at(-1);
  const again = Math.max(-Infinity, ...daysOf(known, 'attended', 'resumed'));
  return day === undefined || again > day ? undefined : day;
}

/** A stop of either kind, whichever was known first. */
function anyStop(course: Course): Verdict {
  const byWord = judged(course);
  return byWord.state === 'dropout' ? earlier(byWord, unilateralStop(course)) : unilateralStop(course);
}

const earlier = (a: Verdict, b: Verdict): Verdict =>
  b.state === 'dropout' && (b.labelledAt ?? 0) < (a.labelledAt ?? 0) ? b : a;

function byDose(course: LabelledCourse): Verdict {
  const stop = anyStop(course);
  const { plannedVisits } = course;
  if (plannedVisits === undefined)
    return stop.state === 'dropout' ? { ...stop, state: 'unknown', labelledAt: null } : stop;
  const reached = daysOf(knownFacts(course), 'attended')[plannedVisits - 1];
  if (reached === undefined) return stop;
  const end = standingEnd(knownFacts(course));
  return end && end.day < reached ? stop : { state: 'completed', labelledAt: reached, interval: stop.interval };
}

function withoutImprovement(course: LabelledCourse): Verdict {
  const stop = anyStop(course);
  if (stop.state !== 'dropout' || course.reliablyImproved === false) return stop;
  const state = course.reliablyImproved === undefined ? 'unknown' : 'completed';
  return { ...stop, state, labelledAt: state === 'unknown' ? null : stop.labelledAt };
}
