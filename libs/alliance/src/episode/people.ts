/**
 * What is told of the people of an episode in their own streams, and relayed into it: a death, consent, merged records,
 * somebody who leaves or is away.
 */
import { parseInstant } from '#lib/kernel';
import { type ClinicEvent, type EventOf, refOf } from '#lib/events';
import { hasLostCover, isAway } from '../alerts/recipient.js';
import type { SafetyPolicy } from '../rules/safety-policy.js';
import { leaveOf, noteBreak } from '#lib/attendance';
import { namesAnother } from './client-names.js';
import type { Absence, Consent, EpisodeState } from '../state/episode-state.js';

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
  const fresh = freshIn(state.staff, cliniciansOf(state));
  const leads = mayComeToTheLead(state) ? freshIn(state.staff, leadsOf(policy)) : NOBODY;
  if (fresh.length + leads.length === 0) return state;
  return { ...state, staff: [...new Set([...state.staff, ...fresh, ...leads])].sort() };
}

const NOBODY: readonly string[] = [];

/** With every event it is looked whether there is one; mostly there is none. */
function freshIn(staff: readonly string[], people: readonly (string | null | undefined)[]): readonly string[] {
  const isFresh = (one: string | null | undefined): one is string => Boolean(one) && !staff.includes(one as string);
  return people.some(isFresh) ? people.filter(isFresh) : NOBODY;
}

/** Who works with the client, or will, or stands in, or hears in the place of one who has left. */
function cliniciansOf(state: EpisodeState): (string | null | undefined)[] {
  const { clinician, cover, supervisor, handover, coverFrom, supervisionFrom, away, leads } = state;
  const own = [clinician, cover, supervisor, handover?.to, coverFrom?.to, supervisionFrom?.to];
  return [...own, ...away.map((absence) => absence.cover), ...leads.map(({ lead }) => lead)];
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
});

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
  const before = leaveEnded(state, person, occurredAt);
  return { ...before, away: [...without(before, person), absence] };
}

export const comeBack = (
  state: EpisodeState,
  { data, occurredAt }: EventOf<'clinician.absence_ended'>,
): EpisodeState =>
  isAway(state, data.clinician)
    ? { ...leaveEnded(state, data.clinician, occurredAt), away: without(state, data.clinician) }
    : state;

/** Absences whose end was announced. */
export function comeBackInTime(state: EpisodeState, at: number): EpisodeState {
  const leave = leaveOf(state);
  const isOver = ({ until }: Pick<Absence, 'until'>): boolean => until !== null && until <= at;
  const next = leave && isOver(leave) ? leaveEnded(state, leave.person, leave.until ?? at) : state;
  return { ...next, away: state.away.filter((absence) => !isOver(absence)) };
}

/** Nobody could come while the clinician was away. */
function leaveEnded(state: EpisodeState, person: string, at: number): EpisodeState {
  const leave = leaveOf(state);
  return leave?.person === person ? noteBreak(state, leave.from, at) : state;
}

const without = ({ away }: EpisodeState, gone: string): readonly Absence[] =>
  away.filter(({ person }) => person !== gone);
