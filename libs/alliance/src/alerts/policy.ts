/**
 * Which conclusions somebody is told. One alert per strain, one missed-during-strain alert at a time, one safety alert
 * per form; what repeats makes an existing alert say "seen again". Nothing is raised before the episode is opened;
 * opening it judges what is open by then. Strain alerts end with the strain or the episode. A safety alert ends only by
 * a person's hand.
 */
import { appointmentOf, nextBooked } from '../attendance.js';
import type { ClinicEvent } from '../events/catalogue.js';
import { isUnsettled, type Rupture } from '../ruptures/rupture.js';
import { refOf, type EpisodeState, type SafetyNote } from '../state.js';
import { isLive, type Alert, type AlertFacts } from './alert.js';
import {
  changeAlerts,
  MISSED_DURING_STRAIN,
  raise,
  SAFETY_ANSWER,
  seeAgain,
  standing,
  STOPPING_CHANCE,
  STRAIN_OPEN,
} from './raise.js';

/** The alerts after an event: `before` and `after` are the states around it, with the alerts of `before` in both. */
export function tellSomebody(before: EpisodeState, after: EpisodeState, event: ClinicEvent): EpisodeState {
  const turned = before.status !== after.status;
  const strainMoved = turned || before.rupture !== after.rupture;
  const ended = strainMoved ? endAlerts(handedOver(before, after)) : handedOver(before, after);
  if (ended.status === 'unopened') return ended;
  const safe = turned || before.safety !== after.safety ? tellSafety(ended, event) : ended;
  if (safe.status === 'closed') return safe;
  return tellAttendance(before, strainMoved ? tellStrain(safe, event) : safe, event);
}

function tellAttendance(before: EpisodeState, state: EpisodeState, event: ClinicEvent): EpisodeState {
  if (event.type === 'appointment.attended') return withdrawMissed(easeChances(state), event.data.appointment);
  if (event.type !== 'appointment.missed') return state;
  const known = appointmentOf(before.attendance, event.data.appointment)?.status === 'missed';
  return known ? state : tellMissed(state, event);
}

/** A person did something with an alert. One that has ended stays as it ended. */
export function actOnAlert(
  state: EpisodeState,
  key: string,
  change: Pick<Alert, 'status' | 'snoozedUntil'>,
): EpisodeState {
  return changeAlerts(state, (alert) => alert.key === key && isLive(alert), change);
}

/** A snoozed alert comes back when its time has come. */
export const wakeSnoozed = (state: EpisodeState, at: number): EpisodeState =>
  changeAlerts(
    state,
    ({ status, snoozedUntil }) => status === 'snoozed' && (snoozedUntil ?? 0) <= at,
    standing('open'),
  );

const endsByItself = (alert: Alert): boolean => isLive(alert) && alert.rule !== SAFETY_ANSWER.code;
const isStrainAlert = (alert: Alert): boolean => endsByItself(alert) && alert.rule !== STOPPING_CHANCE.code;

function endAlerts(state: EpisodeState): EpisodeState {
  if (state.status === 'closed') return changeAlerts(state, endsByItself, standing('closed'));
  if (state.rupture?.state === 'closed') return changeAlerts(state, isStrainAlert, standing('closed'));
  return state.rupture?.state === 'repaired' ? changeAlerts(state, isStrainAlert, standing('eased')) : state;
}

const isChance = (alert: Alert): boolean => isLive(alert) && alert.rule === STOPPING_CHANCE.code;

/** The client came. */
const easeChances = (state: EpisodeState): EpisodeState => changeAlerts(state, isChance, standing('eased'));

/** A chance was told of work between two people: with another clinician it is told anew, or not. */
const handedOver = (before: EpisodeState, after: EpisodeState): EpisodeState =>
  before.clinician === after.clinician ? after : changeAlerts(after, isChance, standing('closed'));

const isTold = (rupture: Rupture | null): rupture is Rupture & { readonly probableAt: number } =>
  isUnsettled(rupture) && rupture.probableAt !== null;

function tellStrain(state: EpisodeState, event: ClinicEvent): EpisodeState {
  const { rupture } = state;
  if (!isTold(rupture)) return state;
  const facts = strainFacts(rupture);
  const told = state.alerts.find(({ rule, cause }) => rule === STRAIN_OPEN.code && cause === rupture.cause);
  if (told) return rupture.evidence.includes(refOf(event)) ? seeAgain(state, told, { event, facts }) : state;
  const historical = rupture.historical || event.historical;
  return raise(state, STRAIN_OPEN, { cause: rupture.cause, evidence: rupture.evidence, facts, event, historical });
}

const strainFacts = ({ facts, facet, tier, rules }: Rupture): AlertFacts => ({
  basis: basisOf(facts),
  tier,
  signs: rules.length,
  ...facts,
  ...(facet === null ? {} : { facet }),
});

/** Which of the signs the words start from. */
function basisOf({ before, felt, floor, marked }: Rupture['facts']): string {
  if (before !== undefined) return felt === undefined ? 'drop' : 'both';
  if (felt !== undefined) return 'said';
  return floor === undefined && marked !== undefined ? 'marked' : 'level';
}

function tellMissed(state: EpisodeState, event: Extract<ClinicEvent, { type: 'appointment.missed' }>): EpisodeState {
  const { appointment } = event.data;
  const counted = appointmentOf(state.attendance, appointment)?.tally === 'missedByClient';
  if (!counted || state.status !== 'open' || !isTold(state.rupture)) return state;
  const live = state.alerts.find((alert) => alert.rule === MISSED_DURING_STRAIN.code && isLive(alert));
  const facts = (missed: number): AlertFacts => ({
    missed,
    booked: nextBooked(state.attendance, event.occurredAt) === undefined ? 'no' : 'yes',
  });
  if (live)
    return live.cause === appointment
      ? state
      : seeAgain(state, live, { event, facts: facts(Number(live.facts['missed'] ?? 1) + 1) });
  return raise(state, MISSED_DURING_STRAIN, {
    cause: appointment,
    evidence: [refOf(event)],
    facts: facts(1),
    event,
    historical: event.historical,
  });
}

/** It took place after all. */
const withdrawMissed = (state: EpisodeState, appointment: string): EpisodeState =>
  changeAlerts(
    state,
    (alert) => alert.rule === MISSED_DURING_STRAIN.code && alert.cause === appointment && isLive(alert),
    standing('eased'),
  );

function tellSafety(state: EpisodeState, event: ClinicEvent): EpisodeState {
  return state.safety.reduce((next, note) => tellSafetyNote(next, note, event), state);
}

function tellSafetyNote(state: EpisodeState, note: SafetyNote, event: ClinicEvent): EpisodeState {
  if (note.level === 'not-answered') return state;
  const facts: AlertFacts = { level: note.level };
  const told = state.alerts.find(({ rule, cause }) => rule === SAFETY_ANSWER.code && cause === note.cause);
  if (told) return told.evidence.includes(note.event) ? state : seeAgain(state, told, { event, facts });
  const historical = note.historical || event.historical;
  return raise(state, SAFETY_ANSWER, { cause: note.cause, evidence: [note.event], facts, event, historical });
}
