/**
 * A safety answer goes from person to person until somebody has it: the first to hear, the cover, the duty lead. Each
 * has an alert of their own about the same answer, and what one of them does holds for all. The clock of the first runs
 * from the answer, so that a form that came late has used its time; each later one from the telling before.
 */
import { clockOf, type SafetyPolicy, type Urgency } from '../rules/safety-policy.js';
import { TOO_LATE, type ClinicEvent } from '#lib/events';
import type { EpisodeState } from '../state/episode-state.js';
import type { Alert } from '../state/alert.js';
import { raise, SAFETY_ANSWER } from './raise.js';

/** Who beyond the first, in the order of hearing. */
const RUNGS = ['cover', 'dutyLead'] as const;
export type EscalationStep = (typeof RUNGS)[number];

interface Hearing {
  readonly at: number;
  readonly rung: EscalationStep;
  readonly person: string;
  /** What was told last about the same answer. */
  readonly last: Alert;
}

export const isSafety = ({ rule }: Pick<Alert, 'rule'>): boolean => rule === SAFETY_ANSWER.code;

/** All that was told of one answer, in the order of telling. */
export const notificationsOf = ({ alerts }: EpisodeState, cause: string): readonly Alert[] =>
  alerts.filter((alert) => isSafety(alert) && alert.cause === cause);

/** The key of the first who hears: what is claimed under it is claimed for all who were told of the same answer. */
export const claimKey = (key: string): string => key.replace(/^safety-answer\.[a-zA-Z]+:/, `${SAFETY_ANSWER.code}:`);

/** Putting it off is no acknowledgement. Of history that was brought in nobody is told, so nobody has to answer. */
export const isUnacknowledged = (told: readonly Alert[]): boolean =>
  told.every(({ status, historical }) => (status === 'open' || status === 'snoozed') && !historical);

/** Undefined once somebody has it, or nobody is left to hear. */
function nextHearing(told: readonly Alert[], policy: SafetyPolicy): Hearing | undefined {
  const last = told.at(-1);
  if (!last || !isUnacknowledged(told)) return undefined;
  const rung = RUNGS.find((one) => isLeft(told, one, policy));
  const person = rung && policy[rung];
  if (!person) return undefined;
  return { at: last.raisedAt + clockOf(policy, urgencyOf(last)), rung, person, last };
}

const isLeft = (told: readonly Alert[], rung: EscalationStep, policy: SafetyPolicy): boolean =>
  told.every(({ clinician, facts }) => clinician !== policy[rung] && facts['told'] !== rung);

const urgencyOf = ({ facts }: Alert): Urgency => (facts['level'] === 'immediate' ? 'immediate' : 'same-day');

function hearings(state: EpisodeState, policy: SafetyPolicy | null): readonly Hearing[] {
  if (!policy) return [];
  const causes = new Set(state.alerts.filter(isSafety).map(({ cause }) => cause));
  return [...causes].flatMap((cause) => nextHearing(notificationsOf(state, cause), policy) ?? []);
}

/** Clinical time at which the next person hears; infinite when nobody is to. Never back in time, where it would not count. */
export const escalatesAt = (state: EpisodeState, policy: SafetyPolicy | null): number =>
  hearings(state, policy).reduce((earliest, { at }) => Math.min(earliest, Math.max(at, state.asOf)), Infinity);

/** The first who heard and has not acknowledged, while there is somebody else to hear. */
export const waitingRecipients = (
  state: EpisodeState,
  policy: SafetyPolicy | null,
): readonly { readonly person: string; readonly since: number }[] =>
  hearings(state, policy)
    .filter(isFirst)
    .map(({ last }) => ({ person: last.clinician, since: Math.max(last.raisedAt, state.asOf) }));

const isFirst = ({ last }: Hearing): boolean => last.facts['told'] === undefined;

type Due = Extract<ClinicEvent, { type: 'timer.due' }>;

/** Everybody whose time has come by this event hears now: at the end of a clock, or because the first is away. */
export function escalate(state: EpisodeState, event: Due, policy: SafetyPolicy | null): EpisodeState {
  const away = event.data.reason === 'hearer-away';
  return hearings(state, policy)
    .filter((hearing) => hearing.at <= event.occurredAt || (away && isFirst(hearing)))
    .reduce((next, hearing) => hear(next, hearing, event), state);
}

function hear(state: EpisodeState, { at, rung, person, last }: Hearing, event: ClinicEvent): EpisodeState {
  const { cause, evidence, facts } = last;
  const historical = event.occurredAt - at > TOO_LATE;
  const told = { cause, evidence, facts: { ...facts, told: rung }, event, historical };
  return raise(state, SAFETY_ANSWER, { ...told, to: { rung, person } });
}
