/**
 * A safety answer is told whatever else holds: outside running work too, and before the episode is opened, when nobody is
 * known yet but the cover. An open question is noted and not told.
 */
import type { SafetyPolicy } from '../rules/safety-policy.js';
import { UNASSIGNED, type ClinicEvent } from '#lib/events';
import type { EpisodeState, SafetyNote } from '../state/episode-state.js';
import type { AlertFacts } from '../state/alert.js';
import { isUnacknowledged, notificationsOf } from './escalate.js';
import { raise, SAFETY_ANSWER, seeAgain, type NewAlert } from './raise.js';

interface SafetyNotification {
  readonly event: ClinicEvent;
  readonly policy: SafetyPolicy | null;
}

export const raiseSafetyAlerts = (state: EpisodeState, telling: SafetyNotification): EpisodeState =>
  state.safety.reduce((next, note) => tellNote(next, note, telling), state);

function tellNote(state: EpisodeState, note: SafetyNote, { event, policy }: SafetyNotification): EpisodeState {
  if (note.level === 'not-answered') return state;
  const again = heardAgain(state, note, event);
  const to = firstHearer(again, policy);
  const historical = note.historical || event.historical;
  if (!isUnacknowledged(notificationsOf(again, note.cause)) || (historical && state.status === 'unopened'))
    return again;
  const raised = {
    cause: note.cause,
    evidence: [note.event],
    facts: { ...factsOf(note, to), ...whoseOf(again) },
    event,
    historical,
  };
  return raise(again, SAFETY_ANSWER, to ? { ...raised, to } : raised);
}

const factsOf = (note: SafetyNote, to: NewAlert['to']): AlertFacts =>
  to?.rung === undefined ? answerOf(note) : { ...answerOf(note), told: to.rung };

const whoseOf = ({ client }: EpisodeState): AlertFacts => (client === UNASSIGNED ? { whose: 'nobody-known' } : {});

const answerOf = ({ level, answeredOn, later }: SafetyNote): AlertFacts => ({
  level,
  ...(answeredOn === null ? {} : { answeredOn }),
  ...(later === null ? {} : { later }),
});

/** Undefined: the person who works with the client. */
function firstHearer({ status }: EpisodeState, policy: SafetyPolicy | null): NewAlert['to'] {
  if (status === 'unopened') return { rung: 'cover', person: policy?.cover ?? '' };
  return policy?.recipient === undefined ? undefined : { person: policy.recipient };
}

/** A later version of the same form, whatever it says. */
const heardAgain = (state: EpisodeState, note: SafetyNote, event: ClinicEvent): EpisodeState =>
  notificationsOf(state, note.cause)
    .filter(({ evidence }) => !evidence.includes(note.event))
    .reduce((next, alert) => seeAgain(next, alert, { event, facts: { ...alert.facts, ...answerOf(note) } }), state);
