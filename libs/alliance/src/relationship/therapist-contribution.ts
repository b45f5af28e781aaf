/**
 * How reliable the practice itself has been: hours that it cancelled or moved, starts that were late, notes that took
 * long. Kept apart from everything that the client did, and never counted against the client.
 */
import { MINUTE, parseInstant } from '#lib/kernel';
import { appointmentOf, type Attendance } from '#lib/attendance';
import type { EventOf } from '#lib/events';
import type { TherapistContribution } from '../state/therapist-contribution-state.js';

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

/** What was said of the hour takes the place of what was seen of it; early is in time. */
export function beginHour(
  own: TherapistContribution,
  { data }: EventOf<'appointment.attended'>,
): TherapistContribution {
  const { appointment, clinicianLateMinutes: minutes } = data;
  if (minutes === undefined) return own;
  const arrival = { appointment, late: Math.max(0, minutes) };
  const at = own.arrivals.findIndex((known) => known.appointment === appointment);
  const arrivals = at < 0 ? [...own.arrivals, arrival].slice(-MOST) : own.arrivals.with(at, arrival);
  return { ...own, arrivals };
}

/** A note that is signed again, after an amendment, keeps its first signature. */
export function sign(own: TherapistContribution, { data, occurredAt }: EventOf<'note.signed'>): TherapistContribution {
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
  /** Median minutes from the hour to the signature; null while none is known. */
  readonly documentationLag: number | null;
}

const LATE = 5;

interface ContributionWindow {
  readonly attendance: Attendance;
  readonly ownPart: TherapistContribution;
}

export function contributionReliability({ attendance, ownPart }: ContributionWindow): ContributionReliability {
  const { tallies, movesByClinician } = attendance;
  const lags = ownPart.signings.map(({ lag }) => lag).toSorted((a, b) => a - b);
  return {
    cancelledByClinician: tallies.cancelledByClinician,
    cancelledByPractice: tallies.cancelledByPractice,
    missedByClinician: tallies.missedByClinician,
    movedByClinician: movesByClinician,
    lateStarts: ownPart.arrivals.filter(({ late }) => late > LATE).length,
    startsSeen: ownPart.arrivals.length,
    documentationLag: lags[Math.floor((lags.length - 1) / 2)] ?? null,
  };
}
