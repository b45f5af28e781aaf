/**
 * Which conclusions somebody is told. One alert per rupture, one missed-during-strain alert at a time; what repeats makes
 * an existing alert say "seen again". Nothing but a safety answer is raised before the episode is opened; opening it
 * judges what is open by then. Rupture alerts end with the rupture or the episode. A safety alert ends by a person's hand,
 * or with the client's death.
 */
import { hourOf, nextBooked } from '#lib/attendance';
import type { SafetyPolicy } from '../rules/safety-policy.js';
import { type ClinicEvent, refOf } from '#lib/events';
import { isUnsettled, type Rupture } from '../state/rupture.js';
import type { EpisodeState } from '../state/episode-state.js';
import { isLive, type Alert, type AlertFacts } from '../state/alert.js';
import { isSafety } from './escalate.js';
import { changeAlerts, MISSED_DURING_RUPTURE, raise, seeAgain, standing, DROPOUT_RISK, RUPTURE_OPEN } from './raise.js';
import { raiseSafetyAlerts } from './safety-alerts.js';
import { mayPrompt, withdrawAlerts } from './withdraw.js';

export interface Notification {
  readonly event: ClinicEvent;
  readonly policy: SafetyPolicy | null;
  /** What was entered late tells nobody where it happened, and whatever still holds when it was entered. */
  readonly part: 'both' | 'fact' | 'word';
}

/** The alerts after an event: `before` and `after` are the states around it, with the alerts of `before` in both. */
export function notifyRecipient(
  before: EpisodeState,
  after: EpisodeState,
  { event, policy, part }: Notification,
): EpisodeState {
  const turned = isTurned(before, after, part);
  const ruptureMoved = turned || before.rupture !== after.rupture;
  const allowed = withdrawAlerts(before, handedOver(before, after));
  if (allowed.died !== null) return allowed;
  const ended = ruptureMoved ? endAlerts(allowed) : allowed;
  const safe = turned || before.safety !== after.safety ? raiseSafetyAlerts(ended, { event, policy }) : ended;
  return isRunning(safe) && mayPrompt(safe) ? tellRest(before, safe, { event, part, ruptureMoved }) : safe;
}

const isRunning = ({ status }: EpisodeState): boolean => status === 'open' || status === 'paused';

function tellRest(
  before: EpisodeState,
  safe: EpisodeState,
  { event, part, ruptureMoved }: Pick<Notification, 'event' | 'part'> & { readonly ruptureMoved: boolean },
): EpisodeState {
  return tellAttendance(before, ruptureMoved ? tellRupture(safe, event, part) : safe, event);
}

/** What may be told is another thing from here on, or what was entered late is to be looked at now that it is entered. */
const isTurned = (before: EpisodeState, after: EpisodeState, part: Notification['part']): boolean =>
  part === 'word' || before.status !== after.status || before.consent.alerts !== after.consent.alerts;

function tellAttendance(before: EpisodeState, state: EpisodeState, event: ClinicEvent): EpisodeState {
  if (before.attendance === state.attendance) return state;
  const told = newlyMissed(before, state, event).reduce((next, ref) => tellMissed(next, ref, event), state);
  if (event.type !== 'appointment.attended') return told;
  const { appointment } = event.data;
  const again = hourOf(before.attendance, appointment)?.status === 'attended';
  return again ? told : withdrawMissed(easeChances(told), appointment);
}

/** Appointments that count as missed by the client since this event: told so now, or no longer to be taken back. */
function newlyMissed(before: EpisodeState, after: EpisodeState, event: ClinicEvent): readonly string[] {
  const final = before.attendance.appointments.filter(
    ({ ref, start, provisional }) =>
      provisional !== null &&
      after.attendance.appointments.some(
        (hour) => hour.ref === ref && hour.start === start && hour.tally === 'missedByClient',
      ),
  );
  const refs = final.map(({ ref }) => ref);
  return event.type === 'appointment.missed' && isToldOfMiss(before, after, event.data.appointment)
    ? [...new Set([...refs, event.data.appointment])]
    : refs;
}

const isToldOfMiss = (before: EpisodeState, after: EpisodeState, ref: string): boolean =>
  hourOf(before.attendance, ref)?.status !== 'missed' && hourOf(after.attendance, ref)?.tally === 'missedByClient';

/** A snoozed alert comes back when its time has come. */
export const wakeSnoozed = (state: EpisodeState, at: number): EpisodeState =>
  changeAlerts(state, ({ status, snoozedUntil }) => status === 'snoozed' && (snoozedUntil ?? 0) <= at, {
    ...standing('open'),
    cameBackAt: at,
  });

const endsByItself = (alert: Alert): boolean => isLive(alert) && !isSafety(alert);
const isRuptureAlert = (alert: Alert): boolean => endsByItself(alert) && alert.rule !== DROPOUT_RISK.code;

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

const isChance = (alert: Alert): boolean => isLive(alert) && alert.rule === DROPOUT_RISK.code;

/** The client came. */
const easeChances = (state: EpisodeState): EpisodeState => changeAlerts(state, isChance, standing('eased'));

/** A dropout-risk alert is about work between two people: with another clinician it is judged again. */
const handedOver = (before: EpisodeState, after: EpisodeState): EpisodeState =>
  before.clinician === after.clinician ? after : changeAlerts(after, isChance, standing('closed'));

const isTold = (rupture: Rupture | null): rupture is Rupture & { readonly probableAt: number } =>
  isUnsettled(rupture) && rupture.probableAt !== null;

function tellRupture(state: EpisodeState, event: ClinicEvent, part: Notification['part']): EpisodeState {
  const { rupture } = state;
  if (!isTold(rupture)) return state;
  const facts = ruptureFacts(rupture);
  const told = state.alerts.find(({ rule, cause }) => rule === RUPTURE_OPEN.code && cause === rupture.cause);
  if (told ? part === 'word' : part === 'fact') return state;
  if (told && rupture.evidence.includes(refOf(event))) return seeAgain(state, told, { event, facts });
  if (told) return learnKind(state, told, facts);
  const historical = rupture.historical || event.historical;
  return raise(state, RUPTURE_OPEN, {
    cause: rupture.cause,
    evidence: rupture.evidence,
    facts,
    event,
    historical,
  });
}

/** A note that is no sign of its own may say what kind of rupture it is: what to try depends on it, and nobody is told. */
const learnKind = (state: EpisodeState, told: Alert, { kind }: AlertFacts): EpisodeState =>
  kind === undefined || kind === told.facts['kind']
    ? state
    : changeAlerts(state, ({ key }) => key === told.key, {
        facts: { ...told.facts, kind },
      });

const ruptureFacts = ({ facts, facet, kind, tier, rules }: Rupture): AlertFacts => ({
  basis: basisOf(facts),
  tier,
  signs: rules.length,
  ...facts,
  ...(facet === null ? {} : { facet }),
  ...(kind === 'unknown' ? {} : { kind }),
});

/** Which of the signs the words start from. */
function basisOf({ before, felt, floor, marked, small }: Rupture['facts']): string {
  if (before !== undefined) return felt === undefined ? 'drop' : 'both';
  if (felt !== undefined) return 'said';
  if (floor !== undefined) return 'level';
  return marked !== undefined ? 'marked' : small !== undefined ? 'signs' : 'level';
}

function tellMissed(state: EpisodeState, appointment: string, event: ClinicEvent): EpisodeState {
  if (state.status !== 'open' || !isTold(state.rupture)) return state;
  const live = state.alerts.find((alert) => alert.rule === MISSED_DURING_RUPTURE.code && isLive(alert));
  const facts = (missed: number): AlertFacts => ({
    missed,
    booked: nextBooked(state.attendance, event.occurredAt) === undefined ? 'no' : 'yes',
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

/** It took place after all. */
const withdrawMissed = (state: EpisodeState, appointment: string): EpisodeState =>
  changeAlerts(
    state,
    (alert) => alert.rule === MISSED_DURING_RUPTURE.code && alert.cause === appointment && isLive(alert),
    standing('eased'),
  );
