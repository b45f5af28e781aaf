/**
 * How reliable the practice itself has been: hours that it cancelled or moved, starts that were late, notes that took
 * long, messages that waited. Kept apart from everything that the client did, and never counted against the client.
 */
import { MINUTE, parseInstant } from '#lib/kernel';
import type { Attendance } from './attendance-state.js';
import { appointmentOf } from './calendar.js';
import type { EventOf } from '#lib/events';
import type { TherapistContribution } from './therapist-contribution-state.js';

const MOST = 10;

/** A start that was not booked in our sight can be neither late nor in time. */
export function arrive(
  own: TherapistContribution,
  attendance: Attendance,
  event: EventOf<'visit.participant_joined'>,
): TherapistContribution {
  const { role, appointment } = event.data;
  const start = appointmentOf(attendance, appointment)?.start ?? null;
  const known = own.arrivals.some((arrival) => arrival.appointment === appointment);
  if (role !== 'clinician' || start === null || known) return own;
  const late = Math.max(0, Math.round((event.occurredAt - start) / MINUTE));
  return {
    ...own,
    arrivals: [...own.arrivals, { appointment, late }].slice(-MOST),
  };
}

/** What was said of a kept hour. */
export const holdHour = (own: TherapistContribution, event: EventOf<'appointment.attended'>): TherapistContribution =>
  endHour(beginHour(own, event), event);

function endHour(own: TherapistContribution, { data }: EventOf<'appointment.attended'>): TherapistContribution {
  const { appointment, endedEarly: early } = data;
  if (early === undefined) return own;
  const others = own.endings.filter((ending) => ending.appointment !== appointment);
  return { ...own, endings: [...others, { appointment, early }].slice(-MOST) };
}

/** It takes the place of what was seen of it; early is in time. */
function beginHour(own: TherapistContribution, { data }: EventOf<'appointment.attended'>): TherapistContribution {
  const { appointment, clinicianLateMinutes: minutes } = data;
  if (minutes === undefined) return own;
  const arrival = { appointment, late: Math.max(0, minutes) };
  const at = own.arrivals.findIndex((known) => known.appointment === appointment);
  const arrivals = at < 0 ? [...own.arrivals, arrival].slice(-MOST) : own.arrivals.with(at, arrival);
  return { ...own, arrivals };
}

/** Written, and to be signed; one that was signed before is. */
export const write = (own: TherapistContribution, { data }: EventOf<'note.recorded'>): TherapistContribution =>
  own.notes.some(({ note }) => note === data.note) ? own : markNote(own, data.note, false);

/** An unlocked note is open again until somebody signs it anew. */
export const amend = (own: TherapistContribution, { data }: EventOf<'note.amended'>): TherapistContribution =>
  data.kind === 'unlock' ? markNote(own, data.note, false) : own;

/** Whoever signs for another one settles the note as well. */
export const cosign = (own: TherapistContribution, { data }: EventOf<'note.cosigned'>): TherapistContribution =>
  markNote(own, data.note, true);

function markNote(own: TherapistContribution, note: string, signed: boolean): TherapistContribution {
  const others = own.notes.filter((one) => one.note !== note);
  return { ...own, notes: [...others, { note, signed }].slice(-MOST) };
}

/** How long the client waited for an answer, where the source says so. */
export const reply = (
  own: TherapistContribution,
  { data }: EventOf<'engagement.contact_logged'>,
): TherapistContribution =>
  data.direction === 'to-client' && data.responseLatencyMinutes !== undefined
    ? { ...own, replies: [...own.replies, data.responseLatencyMinutes].slice(-MOST) }
    : own;

export const sign = (own: TherapistContribution, event: EventOf<'note.signed'>): TherapistContribution =>
  noteLag(markNote(own, event.data.note, true), event);

/** A note that is signed again, after an amendment, keeps its first signature. */
function noteLag(own: TherapistContribution, { data, occurredAt }: EventOf<'note.signed'>): TherapistContribution {
  const hour = parseInstant(data.serviceDate);
  const lag = data.lagMinutes ?? (hour === undefined ? undefined : Math.round((occurredAt - hour) / MINUTE));
  if (lag === undefined || lag < 0 || own.signings.some(({ note }) => note === data.note)) return own;
  return {
    ...own,
    signings: [...own.signings, { note: data.note, lag }].slice(-MOST),
  };
}

export interface ContributionReliability {
  readonly cancelledByClinician: number;
  readonly cancelledByPractice: number;
  readonly missedByClinician: number;
  readonly movedByClinician: number;
  /** Of `startsSeen`, those more than five minutes after the booked time. */
  readonly lateStarts: number;
  readonly startsSeen: number;
  /** Of `endingsTold`, those that ended early, whoever's doing that was. */
  readonly endedEarly: number;
  readonly endingsTold: number;
  /** Median minutes from the hour to the signature; null while none is known. */
  readonly documentationLag: number | null;
  /** Of the last ten notes, those that wait for a signature; null while no signature of any note is told of. */
  readonly unsignedNotes: number | null;
  /** Median minutes in which the client's messages were answered; null while none is known. */
  readonly replyMinutes: number | null;
}

const LATE = 5;

interface ContributionWindow {
  readonly attendance: Attendance;
  readonly ownPart: TherapistContribution;
}

export function contributionReliability({ attendance, ownPart }: ContributionWindow): ContributionReliability {
  const { tallies, movesByClinician } = attendance;
  return {
    cancelledByClinician: tallies.cancelledByClinician,
    cancelledByPractice: tallies.cancelledByPractice,
    missedByClinician: tallies.missedByClinician,
    movedByClinician: movesByClinician,
    lateStarts: ownPart.arrivals.filter(({ late }) => late > LATE).length,
    startsSeen: ownPart.arrivals.length,
    endedEarly: ownPart.endings.filter(({ early }) => early).length,
    endingsTold: ownPart.endings.length,
    documentationLag: lowerMedian(ownPart.signings.map(({ lag }) => lag)),
    unsignedNotes: unsignedOf(ownPart),
    replyMinutes: lowerMedian(ownPart.replies),
  };
}

const unsignedOf = ({ notes, signings }: TherapistContribution): number | null =>
  signings.length === 0 && !notes.some(({ signed }) => signed) ? null : notes.filter(({ signed }) => !signed).length;

const lowerMedian = (minutes: readonly number[]): number | null =>
  minutes.toSorted((a, b) => a - b)[Math.floor((minutes.length - 1) / 2)] ?? null;
