/** What follows although nothing was told: forms and clients that do not come. */
import { absenceDueAt, type EpisodeState } from '#lib/alliance';
import type { Conclusion } from './outcome-in-timeline.js';
import type { Words } from './words.js';

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

/** Told at the date on which the silence was longer than usual, whatever is told next. */
function absenceConclusions(
  before: EpisodeState,
  after: EpisodeState,
  { notComing: words }: Words['timeline'],
): Conclusion[] {
  const { absentSince, asOf } = after;
  if (absentSince === null || absentSince === before.absentSince) return [];
  const since = Math.min(asOf, absenceDueAt(before, asOf));
  return [{ kind: 'silence.absent', words, lane: 'appointments', since }];
}
