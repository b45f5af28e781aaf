/**
 * Where scores usually run, session by session, for people who began like this one. A band exists only where a
 * reference does: none is shipped, because none with a free licence was found. A clinic may bring one.
 */
import { below } from '#lib/kernel';
import type { Basis } from '../basis.js';

export interface CoursePoint {
  /** Attended appointments so far, from 1, ascending. */
  readonly session: number;
  /** Edges of the expected band, in units of the instrument's main scale. */
  readonly low: number;
  readonly high: number;
}

export interface ExpectedCourse {
  readonly instrument: string;
  readonly version: string;
  /** First scores it was drawn from, both inclusive. */
  readonly startsAt: { readonly min: number; readonly max: number };
  readonly points: readonly CoursePoint[];
  readonly basis: Basis;
  readonly source: string;
}

export const EXPECTED_COURSES: readonly ExpectedCourse[] = [];

export type CourseStanding = 'below' | 'within' | 'above';

export interface Observed {
  readonly first: number;
  readonly session: number;
  readonly value: number;
}

/** Undefined when the reference says nothing about this start or this session: no band is drawn past its data. */
export function standingOn(course: ExpectedCourse, { first, session, value }: Observed): CourseStanding | undefined {
  if (first < course.startsAt.min || first > course.startsAt.max) return undefined;
  const point = course.points.find((known) => known.session === session);
  if (!point) return undefined;
  if (below(value, point.low)) return 'below';
  return below(point.high, value) ? 'above' : 'within';
}
