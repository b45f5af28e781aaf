/**
 * Corrections settle before the fold: what was voided never counted, an amended form counts with its new answers at
 * the time of the old ones, a corrected hour has its true outcome at the time of the wrong one. So a correction that
 * arrives late and one that arrives at once give the same state.
 */
import { isAct } from '../alerts/acts.js';
import { parseInstant } from '#lib/kernel';
import type { ClinicEvent, EventType, EventOf } from '#lib/events';
import { namesAnother, namesOfClient } from './client-names.js';

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
  /** As what it counted until its appointment was taken back. */
  untilVoid?: ClinicEvent | undefined;
}

/** Events must be in clinical order. A correction reaches only what stands before it. */
export function applyCorrections(ordered: readonly ClinicEvent[]): readonly Corrected[] {
  const settled = ordered.map((event): Slot => ({
    original: event,
    effective: event,
  }));
  if (!ordered.some(correctsThePast)) return settled;
  dropUndone(settled);
  const names = namesOfClient(ordered);
  const bySubject = new Map<string, Slot[]>();
  for (const slot of settled) {
    // what names somebody else takes nothing back here
    if (namesAnother(names, slot.original)) continue;
    const subject = subjectOf(slot.original);
    if (subject === undefined) continue;
    const earlier = bySubject.get(subject) ?? [];
    correct({ slot, earlier }, slot.original);
    bySubject.set(subject, [...earlier, slot]);
  }
  return settled;
}

/** What a person took back was never done. */
function dropUndone(settled: readonly Slot[]): void {
  const acts = new Map<string, Slot>();
  for (const slot of settled) {
    const { type, id, data } = slot.original;
    if (isAct(slot.original)) acts.set(id, slot);
    const undone = type === 'alert.act_undone' ? acts.get(data.act) : undefined;
    if (undone) undone.effective = undefined;
  }
}

interface Place {
  readonly slot: Slot;
  /** Earlier events about the same form, appointment or note. */
  readonly earlier: readonly Slot[];
}

/** A form is its reference and its instrument: a correction reaches no other form under the same reference. */
function subjectOf({ data }: ClinicEvent): string | undefined {
  if ('form' in data) return `form ${data.form} ${data.instrument.code}`;
  if ('note' in data) return `note ${data.note}`;
  return 'appointment' in data ? `appointment ${data.appointment}` : undefined;
}

function correct(place: Place, event: ClinicEvent): void {
  if (TAKEN_BACK.has(event.type)) takeBack(place.earlier);
  if (event.type === 'feedback.amended') amend(place, event);
  if (event.type === 'appointment.attendance_corrected') correctAttendance(place, event);
}

function takeBack(earlier: readonly Slot[]): void {
  for (const wrong of earlier) {
    wrong.untilVoid = wrong.effective ?? wrong.untilVoid;
    wrong.effective = undefined;
  }
}

const isForm = (slot: Slot): slot is Slot & { effective: EventOf<'feedback.submitted'> } =>
  slot.effective?.type === 'feedback.submitted';

/** Of a form that never came, the amended version is the first. */
function amend({ slot, earlier }: Place, event: EventOf<'feedback.amended'>): void {
  const form = earlier.findLast(isForm);
  if (form)
    form.effective = {
      ...form.effective,
      data: { ...form.effective.data, ...event.data },
    };
  slot.effective = form ? undefined : { ...event, type: 'feedback.submitted' };
}

const OUTCOMES: ReadonlySet<EventType | undefined> = new Set<EventType | undefined>([
  'appointment.attended',
  'appointment.missed',
  'appointment.cancelled',
]);

type Correction = EventOf<'appointment.attendance_corrected'>;

/** It stands where the outcome was first told, and the correction itself stays, so that nothing later undoes it. */
function correctAttendance({ slot, earlier }: Place, event: Correction): void {
  standAgain(earlier);
  const outcomes = outcomesMeant(earlier, event.data.from);
  const place = outcomes[0] ?? slot;
  for (const wrong of outcomes) wrong.effective = undefined;
  place.effective = trueOutcome(event, place.original);
}

/** Who corrects an appointment that was taken back says that it was one, unless it has been booked anew since. */
function standAgain(earlier: readonly Slot[]): void {
  // of what came before it was taken back nothing counts
  if (earlier.some(({ effective }) => effective && beginsAnotherHour(effective))) return;
  const at = earlier.findLastIndex(({ effective }) => effective?.type === 'appointment.voided');
  for (const slot of earlier.slice(0, at + 1)) {
    slot.effective = slot.original.type === 'appointment.voided' ? undefined : slot.untilVoid;
    slot.untilVoid = undefined;
  }
}

/**
 * The outcomes of the hour that a correction is about. An appointment that was moved after an outcome has had several
 * hours: it is about the latest of which was told what it corrects, else about the latest with any outcome.
 */
function outcomesMeant(earlier: readonly Slot[], from: Correction['data']['from']): readonly Slot[] {
  const told = earlier.reduce(byHour, [] as Hours).filter((outcomes) => outcomes.length > 0);
  const wrong = `appointment.${from}`;
  return told.findLast((hour) => hour.some(({ effective }) => effective?.type === wrong)) ?? told.at(-1) ?? [];
}

type Hours = readonly (readonly Slot[])[];

/** The outcomes of one hour after the other. */
function byHour(hours: Hours, slot: Slot): Hours {
  const last = hours.at(-1) ?? [];
  if (OUTCOMES.has(slot.effective?.type)) return [...hours.slice(0, -1), [...last, slot]];
  return last.some(isOutcome) && slot.effective && beginsAnotherHour(slot.effective) ? [...hours, []] : hours;
}

const isOutcome = ({ effective }: Slot): boolean =>
  effective?.type === 'appointment.attended' || effective?.type === 'appointment.missed';

/** Told of a time that is still ahead. */
const beginsAnotherHour = (event: ClinicEvent): boolean =>
  (event.type === 'appointment.rescheduled' || event.type === 'appointment.booked') &&
  (parseInstant(event.data.start) ?? 0) > event.occurredAt;

/** The outcome as it should have been recorded, at the time and under the id of what stood there. */
function trueOutcome(
  { data }: Correction,
  { id, source, occurredAt, sequence, historical }: ClinicEvent,
): ClinicEvent | undefined {
  const envelope = { id, source, occurredAt, sequence, historical };
  const dyad = {
    episode: data.episode,
    client: data.client,
    appointment: data.appointment,
  };
  const reason = data.reasonCode === undefined ? {} : { reasonCode: data.reasonCode };
  const by = data.by ?? 'unknown';
  switch (data.to) {
    case 'attended':
      return { ...envelope, type: 'appointment.attended', data: dyad };
    case 'missed':
      return {
        ...envelope,
        type: 'appointment.missed',
        data: { ...dyad, ...reason, by },
      };
    case 'booked':
      return undefined;
    case 'cancelled':
      return {
        ...envelope,
        type: 'appointment.cancelled',
        data: {
          ...dyad,
          ...reason,
          cancelledBy: by === 'both' ? 'unknown' : by,
        },
      };
  }
}
