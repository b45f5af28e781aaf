/**
 * Who is told: the cover, else the clinician; in the place of somebody who is away, who stands in for them; in the place
 * of somebody who has left, or whose stand-in is not there either, their own lead, else the clinic's, which is the duty
 * lead of its safety policy, else that policy's cover.
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
  const absence = state.away.find((one) => one.person === person);
  if (absence === undefined || absence.cover === null) return person;
  return isPresent(state, absence.cover) ? absence.cover : undefined;
}

/** Somebody stands in who has left, is away in turn, or is the one who is away. */
export const hasLostCover = (state: EpisodeState): boolean =>
  state.away.some(({ cover }) => cover !== null && !isPresent(state, cover));

const isPresent = (state: EpisodeState, person: string): boolean =>
  !state.left.includes(person) && !isAway(state, person);

function leadOf(state: EpisodeState, policy: SafetyPolicy | null): string | undefined {
  const own = state.leads.find(({ person }) => person === state.clinician)?.lead;
  return [own, policy?.dutyLead, policy?.cover].flatMap((person) => reachable(state, person ?? null) ?? [])[0];
}

/**
 * Open alerts of somebody who has left, is covered, or is away with a cover, go to who is there, and back once they are
 * there again.
 * Taken ones stay with whoever has them.
 */
export function readdress(state: EpisodeState, policy: SafetyPolicy | null): EpisodeState {
  const isLoose = ({ movedFrom }: Alert): boolean => movedFrom !== null;
  const isAsEver = state.left.length === 0 && state.away.length === 0 && state.cover === null;
  if (isAsEver && !state.alerts.some(isLoose)) return state;
  const alerts = state.alerts.map((alert) => sentOn(alert, addressOf(state, alert, policy)));
  return alerts.every((alert, i) => alert === state.alerts[i]) ? state : { ...state, alerts };
}

function sentOn(alert: Alert, to: string): Alert {
  if (to === alert.clinician) return alert;
  const first = alert.movedFrom ?? alert.clinician;
  return { ...alert, clinician: to, movedFrom: to === first ? null : first };
}

function addressOf(state: EpisodeState, alert: Alert, policy: SafetyPolicy | null): string {
  if (!isLive(alert)) return alert.clinician;
  if (isLost(state, alert)) return inPlaceOf(state, alert, policy);
  const { movedFrom, status } = alert;
  if (movedFrom === null || status !== 'open') return alert.clinician;
  const to = inPlaceOf(state, { ...alert, clinician: movedFrom }, policy);
  return to !== NOBODY && isNearer(state, { to, movedFrom }) ? to : alert.clinician;
}

/** Whom it was for is there again, or is not and somebody stands in who is; or it is another's work by now. */
const isNearer = (
  state: EpisodeState,
  { to, movedFrom }: { readonly to: string; readonly movedFrom: string },
): boolean =>
  isPresent(state, to) && ([movedFrom, state.cover, state.clinician].includes(to) || !isPresent(state, movedFrom));

/** Whom the safety policy named is told in their own right: it goes to who stands in for them, as long as they are here. */
function inPlaceOf(state: EpisodeState, { clinician, facts }: Alert, policy: SafetyPolicy | null): string {
  const own = isOfOwnRight(facts) ? (reachable(state, clinician) ?? leadOf(state, policy)) : undefined;
  return own ?? recipientOf(state, policy);
}

const isOfOwnRight = (facts: Alert['facts']): boolean => facts['told'] !== undefined;

function isLost(state: EpisodeState, { clinician, status, facts }: Alert): boolean {
  if (state.left.includes(clinician)) return true;
  if (status !== 'open') return false;
  const isCovered = state.cover !== null && clinician === state.clinician && !isOfOwnRight(facts);
  return isCovered || state.away.some(({ person, cover }) => person === clinician && cover !== null);
}
