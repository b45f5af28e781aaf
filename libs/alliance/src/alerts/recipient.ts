/**
 * Who is told: the cover, else the clinician; in the place of somebody who is away, who stands in for them; in the place
 * of somebody who has left, their own lead, else the clinic's, which is the duty lead of its safety policy, else that
 * policy's cover.
 * Nobody is left where no such person is named: then the alert has no recipient, and operations are shown that.
 */
import type { SafetyPolicy } from '../rules/safety-policy.js';
import { isLive, type Alert } from '../state/alert.js';
import type { EpisodeState } from '../state/episode-state.js';

/** Shown to operations: nobody is there to be told. */
export const NOBODY = '';

export const recipientOf = (state: EpisodeState, policy: SafetyPolicy | null): string =>
  reachable(state, state.cover) ?? reachable(state, state.clinician) ?? leadOf(state, policy) ?? NOBODY;

export const isAway = ({ away }: EpisodeState, who: string): boolean => away.some(({ person }) => person === who);

/** The person, or who stands in for them; undefined where neither can be reached. */
function reachable(state: EpisodeState, person: string | null): string | undefined {
  if (person === null || state.left.includes(person)) return undefined;
  const cover = state.away.find((absence) => absence.person === person)?.cover;
  return cover && isPresent(state, cover) ? cover : person;
}

const isPresent = (state: EpisodeState, person: string): boolean =>
  !state.left.includes(person) && !isAway(state, person);

function leadOf(state: EpisodeState, policy: SafetyPolicy | null): string | undefined {
  const own = state.leads.find(({ person }) => person === state.clinician)?.lead;
  return [own, policy?.dutyLead, policy?.cover].find((one) => one !== undefined && !state.left.includes(one));
}

/** Open alerts of somebody who has left, or is away with a cover, go to who is there. Taken ones stay where they are. */
export function readdress(state: EpisodeState, policy: SafetyPolicy | null): EpisodeState {
  if (state.left.length === 0 && state.away.length === 0) return state;
  const to = recipientOf(state, policy);
  const moves = (alert: Alert): boolean => isLive(alert) && alert.clinician !== to && isLost(state, alert);
  if (!state.alerts.some(moves)) return state;
  return { ...state, alerts: state.alerts.map((alert) => (moves(alert) ? { ...alert, clinician: to } : alert)) };
}

function isLost({ left, away }: EpisodeState, { clinician, status, facts }: Alert): boolean {
  if (left.includes(clinician)) return true;
  const covered = away.some(({ person, cover }) => person === clinician && cover !== null);
  return covered && status === 'open' && facts['told'] === undefined;
}
