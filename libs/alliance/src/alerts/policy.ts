/**
 * Which conclusions somebody is told. One alert per rupture, one missed-during-strain alert at a time; what repeats makes
 * an existing alert say "seen again". Nothing but a safety answer is raised before the episode is opened; opening it
 * judges what is open by then. Rupture alerts end with the rupture or the episode, those about outcome with what they
 * tell. A safety alert ends by a person's hand, or with the client's death.
 */
import { hourOf, isExplained, nextBooked } from '#lib/attendance';
import type { ClinicRules } from '../rules/clinic-rules.js';
import { type ClinicEvent, refOf } from '#lib/events';
import { isUnsettled, type Rupture } from '../state/rupture.js';
import type { EpisodeState } from '../state/episode-state.js';
import { isLive, type Alert, type AlertFacts } from '../state/alert.js';
import { handAbsenceOver, standsForMissed, tellAbsence } from './absence-alerts.js';
import { isSafety } from './escalate.js';
import { factsStillThere } from './from-history.js';
import { handOverOutcome, tellOutcome } from './outcome-alerts.js';
import { tellLowStart } from './low-start-alerts.js';
import { changeAlerts, LOW_START, MISSED_DURING_RUPTURE, raise, seeAgain, standing, RUPTURE_OPEN } from './raise.js';
import { isOwnMark, strainFacts } from './strain-facts.js';
import { raiseSafetyAlerts } from './safety-alerts.js';
import { mayPrompt, withdrawAlerts } from './withdraw.js';

export interface Notification {
  readonly event: ClinicEvent;
  readonly rules: ClinicRules;
  /** What was entered late tells nobody where it happened, and whatever still holds when it was entered. */
  readonly part: 'both' | 'fact' | 'word';
  /** When a silence became a fact that this event found; the event may be about anything. */
  readonly silentFrom?: number | undefined;
}

/** The alerts after an event: `before` and `after` are the states around it, with the alerts of `before` in both. */
export function notifyRecipient(before: EpisodeState, after: EpisodeState, telling: Notification): EpisodeState {
  const { event, rules, part } = telling;
  const turned = isTurned(before, after, part);
  const ruptureMoved = turned || before.rupture !== after.rupture;
  const allowed = withdrawAlerts(before, handedOver(before, after));
  if (allowed.died !== null) return allowed;
  const ended = ruptureMoved ? endAlerts(allowed) : allowed;
  const safetyMoved = turned || before.safety !== after.safety;
  const safe = safetyMoved ? raiseSafetyAlerts(ended, { event, policy: rules.safety }) : ended;
  return isRunning(safe) && mayPrompt(safe) ? tellRest(before, safe, { ...telling, turned }) : safe;
}

const isRunning = ({ status }: EpisodeState): boolean => status === 'open' || status === 'paused';

interface Telling extends Notification {
  readonly turned: boolean;
}

/** `before` is what stood before the event; what has changed since is told. */
function tellRest(before: EpisodeState, safe: EpisodeState, telling: Telling): EpisodeState {
  const { event, part, turned } = telling;
  const ruptureMoved = turned || before.rupture !== safe.rupture;
  const attended = tellAttendance(before, ruptureMoved ? tellRupture(safe, telling) : safe, event);
  const told = tellForms(before, tellAbsence(before, attended, telling), telling);
  const outcomeMoved = turned || before.outcome !== safe.outcome;
  return outcomeMoved ? tellOutcome(told, { event, part, instruments: telling.rules.instruments }) : told;
}

function tellForms(before: EpisodeState, told: EpisodeState, telling: Telling): EpisodeState {
  const formsMoved = telling.turned || before.series !== told.series;
  return formsMoved && telling.part !== 'fact' ? tellLowStart(told, telling) : told;
}

/** What may be told is another thing from here on, or what was entered late is to be looked at now that it is entered. */
const isTurned = (before: EpisodeState, after: EpisodeState, part: Notification['part']): boolean =>
  part === 'word' || before.status !== after.status || before.consent.alerts !== after.consent.alerts;

function tellAttendance(before: EpisodeState, state: EpisodeState, event: ClinicEvent): EpisodeState {
  if (before.attendance === state.attendance) return state;
  const missed = isStrainNew(before, state) ? [] : newlyMissed(before, state, event);
  const told = sayBooked(
    missed.reduce((next, ref) => tellMissed(next, ref, event), state),
    event,
  );
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

/**
 * A snoozed alert comes back when its time has come. In a pause only a safety answer does: the rest waits for the end of
 * the pause.
 */
export const wakesAt = ({ status: running }: EpisodeState, { rule, status, snoozedUntil }: Alert): number =>
  status !== 'snoozed' || (running === 'paused' && !isSafety({ rule })) ? Infinity : (snoozedUntil ?? 0);

export const wakeSnoozed = (state: EpisodeState, at: number): EpisodeState =>
  changeAlerts(state, (alert) => wakesAt(state, alert) <= at, {
    ...standing('open'),
    cameBackAt: Math.max(at, state.running ?? at),
  });

const endsByItself = (alert: Alert): boolean => isLive(alert) && !isSafety(alert);
const OF_RUPTURE: ReadonlySet<string> = new Set([RUPTURE_OPEN.code, MISSED_DURING_RUPTURE.code]);
const isRuptureAlert = (alert: Alert): boolean => isLive(alert) && OF_RUPTURE.has(alert.rule);

function endAlerts(state: EpisodeState): EpisodeState {
  if (state.status === 'closed') return changeAlerts(state, endsByItself, standing('closed'));
  const ended = ENDINGS[state.rupture?.state ?? 'none'];
  return ended ? changeAlerts(state, isRuptureAlert, standing(ended)) : state;
}

/** What the end of a rupture makes of the alerts on it. */
const ENDINGS: Readonly<Partial<Record<Rupture['state'], 'closed' | 'eased'>>> = {
  closed: 'closed',
  withdrawn: 'closed',
  repaired: 'eased',
  faded: 'eased',
};

const isLowStart = (alert: Alert): boolean => isLive(alert) && alert.rule === LOW_START.code;

/** What is about work between two people is judged again with another clinician. */
const handedOver = (before: EpisodeState, after: EpisodeState): EpisodeState =>
  before.clinician === null || before.clinician === after.clinician
    ? after
    : handOverOutcome(handAbsenceOver(changeAlerts(after, isLowStart, standing('closed'))));

const isTold = (rupture: Rupture | null): rupture is Rupture & { readonly probableAt: number } =>
  isUnsettled(rupture) && rupture.probableAt !== null;

function tellRupture(state: EpisodeState, { event, part, rules }: Notification): EpisodeState {
  const { rupture } = state;
  if (!isTold(rupture)) return state;
  const told = state.alerts.find(({ rule, cause }) => rule === RUPTURE_OPEN.code && cause === rupture.cause);
  if (told ? part === 'word' : part === 'fact') return state;
  if (!told) return isOwnMark(state, rupture) ? state : raiseRupture(easeEarlier(state), rupture, event);
  const facts = strainFacts(rupture);
  if (rupture.evidence.includes(refOf(event))) return seeAgain(state, told, { event, facts });
  const still = factsStillThere(state, { rupture, told, event, rules });
  return still ? seeAgain(state, told, { event, facts: { ...facts, ...still } }) : learn(state, told, facts);
}

/** What eased before it fell again has its own prompt no more: the new one stands for both. */
const easeEarlier = (state: EpisodeState): EpisodeState =>
  changeAlerts(state, (alert) => isLive(alert) && alert.rule === RUPTURE_OPEN.code, standing('eased'));

const raiseRupture = (state: EpisodeState, rupture: Rupture, event: ClinicEvent): EpisodeState =>
  raise(state, RUPTURE_OPEN, {
    cause: rupture.cause,
    evidence: rupture.evidence,
    facts: strainFacts(rupture),
    event,
    historical: rupture.historical || event.historical,
  });

/**
 * A note that is no sign of its own may say what kind of rupture it is, or confirm it: what to try and how sure it is
 * depend on it, and nobody is told.
 */
function learn(state: EpisodeState, told: Alert, { kind, sure, tier }: AlertFacts): EpisodeState {
  const { facts } = told;
  const learnt = {
    ...facts,
    ...(kind === undefined ? {} : { kind }),
    ...(sure === 'person' ? { sure, tier } : {}),
  };
  const same = facts['kind'] === learnt['kind'] && facts['sure'] === learnt['sure'];
  return same || !isLive(told) ? state : changeAlerts(state, ({ key }) => key === told.key, { facts: learnt });
}

function tellMissed(state: EpisodeState, appointment: string, event: ClinicEvent): EpisodeState {
  if (state.status !== 'open' || !isTold(state.rupture) || standsForMissed(state)) return state;
  const live = state.alerts.find((alert) => alert.rule === MISSED_DURING_RUPTURE.code && isLive(alert));
  const facts = (missed: number): AlertFacts => ({
    missed,
    booked: bookedAfter(state, event),
    reason: hourOf(state.attendance, appointment)?.reason ? 'noted' : 'unknown',
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
