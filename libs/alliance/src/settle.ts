/**
 * Corrections settle before the fold: what was voided never counted, an amended form counts with its new answers at
 * the time of the old ones, a corrected hour has its true outcome at the time of the wrong one. So a correction that
 * arrives late and one that arrives at once give the same state.
 */
import type { ClinicEvent, EventType } from './events/catalogue.js';

/** What was recorded, and what it counts as; undefined when it no longer counts, or only corrects another. */
export interface Settled {
  readonly original: ClinicEvent;
  readonly effective: ClinicEvent | undefined;
}

const TAKEN_BACK: ReadonlySet<EventType> = new Set<EventType>(['feedback.voided', 'appointment.voided', 'note.voided']);
const CORRECTIONS: ReadonlySet<EventType> = new Set<EventType>([
  ...TAKEN_BACK,
  'feedback.amended',
  'appointment.attendance_corrected',
]);

export const correctsThePast = (event: ClinicEvent): boolean => CORRECTIONS.has(event.type);

/** Events must be in clinical order. A correction reaches only what stands before it. */
export function settle(ordered: readonly ClinicEvent[]): readonly Settled[] {
  const settled = ordered.map((event): Settled => ({ original: event, effective: event }));
  if (!ordered.some(correctsThePast)) return settled;
  const bySubject = new Map<string, number[]>();
  ordered.forEach((event, at) => {
    const subject = subjectOf(event);
    if (subject === undefined) return;
    const earlier = bySubject.get(subject) ?? [];
    correct({ settled, earlier, at }, event);
    bySubject.set(subject, [...earlier, at]);
  });
  return settled;
}

interface Place {
  readonly settled: Settled[];
  /** Positions of earlier events about the same form, appointment or note. */
  readonly earlier: readonly number[];
  readonly at: number;
}

function subjectOf({ data }: ClinicEvent): string | undefined {
  if ('form' in data) return `form ${data.form}`;
  if ('note' in data) return `note ${data.note}`;
  return 'appointment' in data ? `appointment ${data.appointment}` : undefined;
}

function correct(place: Place, event: ClinicEvent): void {
  if (TAKEN_BACK.has(event.type)) for (const at of place.earlier) replace(place.settled, at, undefined);
  if (event.type === 'feedback.amended') amend(place, event);
  if (event.type === 'appointment.attendance_corrected') correctAttendance(place, event);
}

function replace(settled: Settled[], at: number, effective: ClinicEvent | undefined): void {
  const old = settled[at];
  if (old) settled[at] = { original: old.original, effective };
}

function amend({ settled, earlier, at }: Place, event: Extract<ClinicEvent, { type: 'feedback.amended' }>): void {
  const target = earlier.findLast((i) => settled[i]?.effective?.type === 'feedback.submitted');
  const form = target === undefined ? undefined : settled[target]?.effective;
  if (target === undefined || form?.type !== 'feedback.submitted') {
    return replace(settled, at, { ...event, type: 'feedback.submitted' });
  }
  replace(settled, target, { ...form, data: { ...form.data, ...event.data } });
  replace(settled, at, undefined);
}

const OUTCOMES: ReadonlySet<EventType> = new Set<EventType>([
  'appointment.attended',
  'appointment.missed',
  'appointment.cancelled',
]);

type Correction = Extract<ClinicEvent, { type: 'appointment.attendance_corrected' }>;

function correctAttendance({ settled, earlier, at }: Place, event: Correction): void {
  const outcomes = earlier.filter((i) => OUTCOMES.has(settled[i]?.effective?.type ?? event.type));
  const place = outcomes.at(-1) ?? at;
  for (const i of outcomes) replace(settled, i, undefined);
  replace(settled, at, undefined);
  const stood = settled[place]?.original ?? event;
  replace(settled, place, trueOutcome(event, stood));
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
