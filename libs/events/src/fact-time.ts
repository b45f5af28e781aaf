/**
 * When it happened, as against when it was told. A paper form that somebody types in a month later was answered a month
 * ago, a mark in a note is about the hour of the note, and a handover that is told weeks later took place when it did.
 * The log keeps the event's own time; a question about what was true when reads this.
 */
import { parseInstant, DAY } from '#lib/kernel';
import type { ClinicEvent } from './catalogue.js';

/** Clinical time in milliseconds; never after the event's own time, which stands in where the event names none. */
export const factTime = (event: ClinicEvent): number =>
  Math.min(parseInstant(toldTime(event)) ?? event.occurredAt, event.occurredAt);

/** The day as its sender writes it, `2026-03-02`: their own calendar's, whatever the zone. */
export const factDay = (event: ClinicEvent): string | undefined => toldTime(event)?.slice(0, 10);

function toldTime({ type, data }: ClinicEvent): string | undefined {
  if (type === 'feedback.submitted' || type === 'feedback.partially_submitted') return data.administeredAt;
  if (type === 'episode.clinician_changed') return data.effectiveAt;
  return type === 'note.alliance_markers_recorded' ? data.serviceDate : undefined;
}

/** What should have been heard more than a week ago is history: shown, and sent to nobody any more. */
export const TOO_LATE = 7 * DAY;
