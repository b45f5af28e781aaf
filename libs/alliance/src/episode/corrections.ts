/**
 * Corrections settle before the fold: what was voided never counted, an amended form counts with its new answers at
 * the time of the old ones, a corrected hour has its true outcome at the time of the wrong one. So a correction that
 * arrives late and one that arrives at once give the same state.
 */
import { isAct } from '../alerts/acts.js';
import type { ClinicEvent, EventType, EventOf } from '#lib/events';

/** What was recorded, and what it counts as; undefined when it no longer counts, or only corrects another. */
export interface Corrected {
  readonly original: ClinicEvent;
  readonly effective: ClinicEvent | undefined;
}

const TAKEN_BACK: ReadonlySet<EventType> = new Set<EventType>(['feedback.voided', 'appointment.voided', 'note.voided']);
const CORRECTIONS: ReadonlySet<EventType> = new Set<EventType>([
  ...TAKEN_BACK,
  'feedback.amended',
  'appointment.attendance_corrected',
  'alert.act_undone',
]);

/** Merges too: they say by which names the client was known all along. */
export const correctsThePast = ({ type }: ClinicEvent): boolean =>
  CORRECTIONS.has(type) || type === 'client.merged' || type === 'client.unmerged';

/** As long as a history is being settled. */
interface Slot {
  readonly original: ClinicEvent;
  effective: ClinicEvent | undefined;
}

/** Events must be in clinical order. A correction reaches only what stands before it. */
export function applyCorrections(ordered: readonly ClinicEvent[]): readonly Corrected[] {
  const settled = ordered.map((event): Slot => ({ original: event, effective: event }));
  if (!ordered.some(correctsThePast)) return settled;
  dropUndone(settled);
  const bySubject = new Map<string, Slot[]>();
  for (const slot of settled) {
    const subject = subjectOf(slot.original);
    if (subject === undefined) continue;
    const earlier = bySubject.get(subject) ?? [];
    correct({ slot, earlier }, slot.original);
    bySubject.set(subject, [...earlier, slot]);
  }
  return settled;
}

/** What a person took back was never done, wherever both stand. */
function dropUndone(settled: readonly Slot[]): void {
  const undone = new Set(
    settled.flatMap(({ original: { type, data } }) => (type === 'alert.act_undone' ? data.act : [])),
  );
  for (const slot of settled) if (isAct(slot.original) && undone.has(slot.original.id)) slot.effective = undefined;
}

interface LogPosition {
  readonly slot: Slot;
  /** Earlier events about the same form, appointment or note. */
  readonly earlier: readonly Slot[];
}

function subjectOf({ data }: ClinicEvent): string | undefined {
  if ('form' in data) return `form ${data.form}`;
  if ('note' in data) return `note ${data.note}`;
  return 'appointment' in data ? `appointment ${data.appointment}` : undefined;
}

function correct(place: LogPosition, event: ClinicEvent): void {
  if (TAKEN_BACK.has(event.type)) for (const wrong of place.earlier) wrong.effective = undefined;
  if (event.type === 'feedback.amended') amend(place, event);
  if (event.type === 'appointment.attendance_corrected') correctAttendance(place, event);
}

const isForm = (slot: Slot): slot is Slot & { effective: EventOf<'feedback.submitted'> } =>
  slot.effective?.type === 'feedback.submitted';

/** Of a form that never came, the amended version is the first. */
function amend({ slot, earlier }: LogPosition, event: EventOf<'feedback.amended'>): void {
  const form = earlier.findLast(isForm);
  if (form) form.effective = { ...form.effective, data: { ...form.effective.data, ...event.data } };
  slot.effective = form ? undefined : { ...event, type: 'feedback.submitted' };
}

const OUTCOMES: ReadonlySet<EventType | undefined> = new Set<EventType | undefined>([
  'appointment.attended',
  'appointment.missed',
  'appointment.cancelled',
]);

type Correction = EventOf<'appointment.attendance_corrected'>;

function correctAttendance({ slot, earlier }: LogPosition, event: Correction): void {
  const outcomes = earlier.filter(({ effective }) => OUTCOMES.has(effective?.type));
  const place = outcomes.at(-1) ?? slot;
  for (const wrong of [...outcomes, slot]) wrong.effective = undefined;
  place.effective = trueOutcome(event, place.original);
}

/** The outcome as it should have been recorded, at the time and under the id of what stood there. */
function trueOutcome(
  { data }: Correction,
  { id, source, occurredAt, sequence, historical }: ClinicEvent,
): ClinicEvent | undefined {
  const envelope = { id, source, occurredAt, sequence, historical };
  const dyad = { episode: data.episode, client: data.client, appointment: data.appointment };
  const reason = data.reasonCode === undefined ? {} : { reasonCode: data.reasonCode };
  const by = data.by ?? 'unknown';
  switch (data.to) {
    case 'attended':
      return { ...envelope, type: 'appointment.attended', data: dyad };
    case 'missed':
      return { ...envelope, type: 'appointment.missed', data: { ...dyad, ...reason, by } };
    case 'cancelled':
      return {
        ...envelope,
        type: 'appointment.cancelled',
        data: { ...dyad, ...reason, cancelledBy: by === 'both' ? 'unknown' : by },
      };
    case 'booked':
      return undefined;
  }
}
