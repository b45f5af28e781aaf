/**
 * What is told of the people of an episode in their own streams, and relayed into it: a death, consent, merged records,
 * somebody who leaves or is away.
 */
import { parseInstant } from '#lib/kernel';
import { type ClinicEvent, type EventOf, refOf } from '#lib/events';
import { hasLostCover, isAway } from '../alerts/recipient.js';
import type { SafetyPolicy } from '../rules/safety-policy.js';
import { namesAnother } from './client-names.js';
import type { Absence, Consent, EpisodeState } from '../state/episode-state.js';

const MOST_NAMED = 20;
const MOST_FOREIGN = 60;

/** Nothing is awaited any more, and nobody is to take over. */
export const die = (state: EpisodeState, { occurredAt }: EventOf<'client.deceased'>): EpisodeState =>
  state.died !== null
    ? state
    : { ...state, died: occurredAt, awaited: [], handover: null, coverFrom: null, supervisionFrom: null };

export const register = (state: EpisodeState, { occurredAt }: EventOf<'client.registered'>): EpisodeState => ({
  ...state,
  clientSince: state.clientSince ?? occurredAt,
});

/** Names and addresses are not sent here: a screen that shows them learns from this to read them again. */
export const changeDetails = (state: EpisodeState, { occurredAt }: EventOf<'client.updated'>): EpisodeState => ({
  ...state,
  clientUpdated: occurredAt,
});

export function changeConsent(
  state: EpisodeState,
  { data: { scope, granted } }: EventOf<'client.consent_changed'>,
): EpisodeState {
  const scopes: readonly (keyof Consent)[] = scope === 'all' ? ['scoring', 'alerts', 'messages'] : [scope];
  const changed = Object.fromEntries(scopes.map((one) => [one, granted]));
  const next = { ...state, consent: { ...state.consent, ...changed } };
  // what falls due meanwhile is not missing; what is due later is waited for again
  return next.consent.scoring ? next : { ...next, unanswered: 0 };
}

/** Everybody who has come to have to do with it stays among its people. */
export function keepStaff(state: EpisodeState, policy: SafetyPolicy | null): EpisodeState {
  const { staff } = state;
  const fresh = [...cliniciansOf(state), ...(mayComeToTheLead(state) ? leadsOf(policy) : [])].filter(
    (one): one is string => Boolean(one) && !staff.includes(one as string),
  );
  return fresh.length === 0 ? state : { ...state, staff: [...new Set([...staff, ...fresh])].sort() };
}

/** Who works with the client, or will, or stands in, or hears in the place of one who has left. */
function cliniciansOf(state: EpisodeState): (string | null | undefined)[] {
  const { clinician, cover, supervisor, handover, coverFrom, supervisionFrom, away, leads } = state;
  const others = [...away.map((absence) => absence.cover), ...leads.map(({ lead }) => lead)];
  return [clinician, cover, supervisor, handover?.to, coverFrom?.to, supervisionFrom?.to, ...others];
}

/** Told of somebody of the clinic, and not of an episode. */
export const isOfClinician = ({ type }: ClinicEvent): boolean => type.startsWith('clinician.');

export const withStaffOnly = (ordered: readonly ClinicEvent[], staff: readonly string[]): readonly ClinicEvent[] =>
  ordered.filter((event) => !isOfClinician(event) || staff.includes((event.data as { clinician: string }).clinician));

const mayComeToTheLead = (state: EpisodeState): boolean =>
  state.left.length > 0 || hasLostCover(state) || state.safety.some(({ level }) => level !== 'not-answered');

const leadsOf = (policy: SafetyPolicy | null): readonly (string | undefined)[] =>
  policy ? [policy.recipient, policy.cover, policy.dutyLead] : [];

/** Names another client than the one whose episode it is in, or opens it for another clinician while it runs. */
export const isForeign = (state: EpisodeState, event: ClinicEvent): boolean =>
  namesAnother(state.knownAs, event) || (event.type === 'episode.opened' && isOfOthers(state, event));

/** Who takes over is told as a change of the clinician; after its end an episode may begin again with anybody. */
const isOfOthers = ({ status, clinician }: EpisodeState, { data }: EventOf<'episode.opened'>): boolean =>
  (status === 'open' || status === 'paused') && clinician !== null && data.clinician !== clinician;

/** It changes nothing here but the note that it came. */
export const setAside = (state: EpisodeState, event: ClinicEvent): EpisodeState => ({
  ...state,
  foreign: [...state.foreign, refOf(event)].slice(-MOST_FOREIGN),
  named: namesAnother(state.knownAs, event) ? withName(state, event) : state.named,
});

function withName({ named }: EpisodeState, { data }: ClinicEvent): EpisodeState['named'] {
  const { client } = data as { readonly client: string };
  return named.includes(client) ? named : [...named, client].slice(-MOST_NAMED);
}

export const leave = (state: EpisodeState, { data }: EventOf<'clinician.deactivated'>): EpisodeState =>
  state.left.includes(data.clinician) ? state : { ...state, left: [...state.left, data.clinician] };

export const join = (state: EpisodeState, event: EventOf<'clinician.registered'>): EpisodeState => ({
  ...followLead(state, event),
  left: state.left.filter((one) => one !== event.data.clinician),
});

export function followLead(
  state: EpisodeState,
  { data: { clinician: person, lead } }: EventOf<'clinician.registered' | 'clinician.updated'>,
): EpisodeState {
  if (lead === undefined) return state;
  return { ...state, leads: [...state.leads.filter((one) => one.person !== person), { person, lead }] };
}

export function goAway(state: EpisodeState, { data, occurredAt }: EventOf<'clinician.absence_started'>): EpisodeState {
  const { clinician: person, until, cover = null } = data;
  const absence: Absence = { person, from: occurredAt, until: parseInstant(until) ?? null, cover };
  return { ...state, away: [...without(state, person), absence] };
}

export const comeBack = (state: EpisodeState, { data }: EventOf<'clinician.absence_ended'>): EpisodeState =>
  isAway(state, data.clinician) ? { ...state, away: without(state, data.clinician) } : state;

/** Absences whose end was announced. */
export const comeBackInTime = (state: EpisodeState, at: number): EpisodeState => ({
  ...state,
  away: state.away.filter(({ until }) => until === null || until > at),
});

const without = ({ away }: EpisodeState, gone: string): readonly Absence[] =>
  away.filter(({ person }) => person !== gone);
