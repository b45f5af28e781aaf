/** What follows although nothing was told: a miss that nobody took back, forms and clients that do not come. */
import type { EpisodeState } from '#lib/alliance';
import type { Lane } from './event-words.js';
import type { Words } from './words.js';

/** What an event led to; `kind` is its code, such as `strain.open`. */
export interface Conclusion {
  readonly kind: string;
  readonly words: string;
  readonly lane: Lane;
}

/** A miss that nobody has taken back in time. */
export function attendanceConclusions(
  { attendance: before }: EpisodeState,
  { attendance: after }: EpisodeState,
  { timeline }: Words,
): Conclusion[] {
  if (before === after) return [];
  const final = before.appointments.filter(
    ({ ref, start, provisional }) =>
      provisional !== null &&
      after.appointments.some(
        (hour) => hour.ref === ref && hour.start === start && hour.status === 'missed' && !hour.provisional,
      ),
  );
  return final.map(() => ({ kind: 'attendance.final', words: timeline.final, lane: 'appointments' }));
}

export function silenceConclusions(before: EpisodeState, after: EpisodeState, { timeline }: Words): Conclusion[] {
  const found = absenceConclusions(before, after, timeline);
  if (after.quietSince !== null && before.quietSince !== after.quietSince)
    found.push({ kind: 'silence.quiet', words: timeline.quiet, lane: 'strain' });
  if (after.unanswered > before.unanswered)
    found.push({ kind: 'silence.form', words: timeline.formMissing, lane: 'forms' });
  const note = after.safety.at(-1);
  if (after.safety !== before.safety && note?.level === 'not-answered')
    found.push({ kind: 'safety.not-answered', words: timeline.safetyOpen, lane: 'forms' });
  return found;
}

const absenceConclusions = (
  before: EpisodeState,
  { absentSince }: EpisodeState,
  { notComing: words }: Words['timeline'],
): Conclusion[] =>
  absentSince === null || absentSince === before.absentSince
    ? []
    : [{ kind: 'silence.absent', words, lane: 'appointments' }];
