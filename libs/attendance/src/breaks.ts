/** Time in which nobody could come: breaks that both agreed on, and announced leaves of the clinician. */
import type { Span } from './absence-signs.js';
import type { Course } from './course.js';

const MOST = 8;

export const noteBreak = <C extends Pick<Course, 'breaks'>>(state: C, from: number, until: number): C =>
  until > from ? { ...state, breaks: [...state.breaks, [from, until] as const].slice(-MOST) } : state;

/** Those of the past and the one that is on, in order, none of them overlapping. One without a known end lasts. */
export function spansOf(state: Course): readonly Span[] {
  const { breaks, pausedSince, pausedUntil } = state;
  const leave = leaveOf(state);
  const on: Span[] = [
    ...(leave ? [[leave.from, leave.until ?? Infinity] as const] : []),
    ...(pausedSince === null ? [] : [[pausedSince, pausedUntil ?? Infinity] as const]),
  ];
  return on.length === 0 && breaks.length === 0 ? breaks : merged([...breaks, ...on]);
}

/** The clinician is away, as announced. */
export const leaveOf = ({ away, clinician }: Course): Course['away'][number] | undefined =>
  away.find(({ person }) => person === clinician);

function merged(spans: readonly Span[]): readonly Span[] {
  const apart: Span[] = [];
  for (const span of spans.toSorted(([a], [b]) => a - b)) {
    const last = apart.at(-1);
    if (last && span[0] <= last[1]) apart[apart.length - 1] = [last[0], Math.max(last[1], span[1])];
    else apart.push(span);
  }
  return apart;
}

/** How much of the time between two instants was a break. */
export const restBetween = (spans: readonly Span[], from: number, to: number): number =>
  spans.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);

/** When so much time outside of breaks will have passed; infinite within a break whose end nobody knows. */
export const afterRest = (spans: readonly Span[], from: number, length: number): number =>
  spans.reduce(
    (at, [start, end]) => (end <= from || start >= at ? at : at + end - Math.max(start, from)),
    from + length,
  );
