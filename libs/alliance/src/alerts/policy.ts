/**
 * Which conclusions somebody is told. One alert per rupture, one missed-during-strain alert at a time; what repeats makes
 * an existing alert say "seen again". Nothing but a safety answer is raised before the episode is opened; opening it
 * judges what is open by then. Rupture alerts end with the rupture or the episode, those about outcome with what they
 * tell. A safety alert ends by a person's hand, or with the client's death.
 */
import type { ClinicRules } from '../rules/clinic-rules.js';
import { type ClinicEvent, refOf } from '#lib/events';
import type { Rupture } from '../state/rupture.js';
import type { EpisodeState } from '../state/episode-state.js';
import { isLive, type Alert, type AlertFacts } from '../state/alert.js';
import { handAbsenceOver, tellAbsence } from './absence-alerts.js';
import { isSafety } from './escalate.js';
import { factsStillThere } from './from-history.js';
import { handOverOutcome, tellOutcome } from './outcome-alerts.js';
import { tellLowStart } from './low-start-alerts.js';
import { changeAlerts, LOW_START, MISSED_DURING_RUPTURE, raise, seeAgain, standing, RUPTURE_OPEN } from './raise.js';
import { tellAttendance } from './missed-alerts.js';
import { isOwnMark, isTold, strainFacts } from './strain-facts.js';
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
