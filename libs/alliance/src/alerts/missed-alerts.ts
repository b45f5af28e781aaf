/**
 * Appointments that the client misses while a strain is open: one alert at a time, which says "seen again" with each, and
 * eases once the client comes. What is missed after that is told anew.
 */
import { hourOf, isExplained, nextBooked, whenOf, type Attendance } from '#lib/attendance';
import { refOf, type ClinicEvent } from '#lib/events';
import { toIso } from '#lib/kernel';
import { isLive, type Alert, type AlertFacts } from '../state/alert.js';
import type { EpisodeState } from '../state/episode-state.js';
import { standsForMissed } from './absence-alerts.js';
import { changeAlerts, MISSED_DURING_RUPTURE, raise, RUPTURE_OPEN, seeAgain, standing } from './raise.js';
import { isTold } from './strain-facts.js';

export function tellAttendance(before: EpisodeState, state: EpisodeState, event: ClinicEvent): EpisodeState {
  if (before.attendance === state.attendance) return state;
  const missed = isStrainNew(before, state) ? [] : newlyMissed(before, state, event);
  const told = sayBooked(
    missed.reduce((next, ref) => tellMissed(next, ref, event), state),
    event,
  );
  return easeWhereSeen(before, hasComeSince(before, state) ? easeMissed(told) : told, event);
}

/** At an appointment that was told as missed. */
function easeWhereSeen(before: EpisodeState, told: EpisodeState, event: ClinicEvent): EpisodeState {
  if (CLIENT_SEEN.has(event.type)) return tellSeen(before, told, (event.data as { appointment: string }).appointment);
  if (event.type !== 'appointment.attended') return told;
  const { appointment } = event.data;
  const again = hourOf(before.attendance, appointment)?.status === 'attended';
  return again ? told : withdrawMissed(told, appointment);
}

/** A miss that is the last of several small signs is told with them, and not a second time. */
const isStrainNew = (before: EpisodeState, { alerts }: EpisodeState): boolean =>
  alerts.some(({ rule, key }) => rule === RUPTURE_OPEN.code && !before.alerts.some((told) => told.key === key));

const CLIENT_SEEN: ReadonlySet<string> = new Set([
  'appointment.arrived',
  'visit.participant_joined',
  'visit.participant_left',
]);

/** The client was there after all. */
const tellSeen = (before: EpisodeState, state: EpisodeState, appointment: string): EpisodeState =>
  hourOf(before.attendance, appointment)?.tally === 'missedByClient' &&
  hourOf(state.attendance, appointment)?.tally !== 'missedByClient'
    ? withdrawMissed(state, appointment)
    : state;

/** Appointments that count as missed by the client since this event: told so now, or no longer to be taken back. */
function newlyMissed(before: EpisodeState, after: EpisodeState, event: ClinicEvent): readonly string[] {
  const final = before.attendance.appointments.filter(
    ({ ref, start, provisional }) =>
      provisional !== null &&
      after.attendance.appointments.some(
        (hour) => hour.ref === ref && hour.start === start && hour.tally === 'missedByClient' && !isExplained(hour),
      ),
  );
  const refs = final.map(({ ref }) => ref);
  return event.type === 'appointment.missed' && isToldOfMiss(before, after, event.data.appointment)
    ? [...new Set([...refs, event.data.appointment])]
    : refs;
}

function isToldOfMiss(before: EpisodeState, after: EpisodeState, ref: string): boolean {
  const hour = hourOf(after.attendance, ref);
  return hourOf(before.attendance, ref)?.status !== 'missed' && hour?.tally === 'missedByClient' && !isExplained(hour);
}

function tellMissed(state: EpisodeState, appointment: string, event: ClinicEvent): EpisodeState {
  if (state.status !== 'open' || !isTold(state.rupture) || standsForMissed(state)) return state;
  const live = state.alerts.find((alert) => alert.rule === MISSED_DURING_RUPTURE.code && isLive(alert));
  const facts = (missed: number): AlertFacts => ({
    missed,
    booked: bookedAfter(state, event),
    reason: hourOf(state.attendance, appointment)?.reason ? 'noted' : 'unknown',
    ...datesOf(state, appointment, live?.facts),
  });
  if (live)
    return live.cause === appointment
      ? state
      : seeAgain(state, live, {
          event,
          facts: facts(Number(live.facts['missed'] ?? 1) + 1),
        });
  return raise(state, MISSED_DURING_RUPTURE, {
    cause: appointment,
    evidence: [refOf(event)],
    facts: facts(1),
    event,
    historical: event.historical,
  });
}

const ISO_DAY = 10;

/** The day of the latest one, and from the second on that of the first; alerts of earlier versions know none. */
function datesOf({ attendance }: EpisodeState, appointment: string, told: AlertFacts | undefined): AlertFacts {
  const hour = hourOf(attendance, appointment);
  const at = hour && whenOf(hour);
  if (at === undefined) return {};
  const day = toIso(at).slice(0, ISO_DAY);
  const known = [told?.['missedFrom'], told?.['missedOn']].flatMap((one) => (one === undefined ? [] : [String(one)]));
  const [first = day, latest = day] = [[day, ...known].sort()[0], [day, ...known].sort().at(-1)];
  return { missedOn: latest, ...(known.length > 0 ? { missedFrom: first } : {}) };
}

const bookedAfter = ({ attendance }: EpisodeState, { occurredAt }: ClinicEvent): 'yes' | 'no' =>
  nextBooked(attendance, occurredAt) === undefined ? 'no' : 'yes';

/** Many practices book the next one after the hour. */
function sayBooked(state: EpisodeState, event: ClinicEvent): EpisodeState {
  const live = state.alerts.find((alert) => alert.rule === MISSED_DURING_RUPTURE.code && isLive(alert));
  if (!live) return state;
  const booked = bookedAfter(state, event);
  if (live.facts['booked'] === booked) return state;
  return changeAlerts(state, ({ key }) => key === live.key, { facts: { ...live.facts, booked } });
}

/** It took place after all, or the client was there. */
const withdrawMissed = (state: EpisodeState, appointment: string): EpisodeState =>
  changeAlerts(
    state,
    (alert) => alert.rule === MISSED_DURING_RUPTURE.code && alert.cause === appointment && isLive(alert),
    standing('eased'),
  );

const isLiveMiss = (alert: Alert): boolean => alert.rule === MISSED_DURING_RUPTURE.code && isLive(alert);

const easeMissed = (state: EpisodeState): EpisodeState => changeAlerts(state, isLiveMiss, standing('eased'));

const hasComeSince = (before: EpisodeState, { attendance }: EpisodeState): boolean =>
  before.attendance.lastAttended !== attendance.lastAttended && isBackSinceMissed(attendance);

/** Whether the last hour that took place was after all that the client missed. */
export function isBackSinceMissed({ appointments, lastAttended }: Attendance): boolean {
  if (lastAttended === null) return false;
  return appointments.every((hour) => hour.tally !== 'missedByClient' || (whenOf(hour) ?? 0) < lastAttended);
}
