/**
 * What is told of the people of an episode in their own streams, and relayed into it: a death, consent, merged records,
 * somebody who leaves or is away.
 */
import { parseInstant } from '#lib/kernel';
import { type ClinicEvent, type EventOf, refOf } from '#lib/events';
import { isAway } from '../alerts/recipient.js';
import type { Absence, Consent, EpisodeState } from '../state/episode-state.js';

const MOST_FOREIGN = 60;

export const die = (state: EpisodeState, { occurredAt }: EventOf<'client.deceased'>): EpisodeState =>
  state.died !== null ? state : endWithClient(state, occurredAt);

/** Nothing is awaited, announced or booked any more. */
export function endWithClient(state: EpisodeState, at: number): EpisodeState {
  return { ...state, died: at, awaited: [], handover: null, coverFrom: null };
}

export function changeConsent(
  state: EpisodeState,
  { data: { scope, granted } }: EventOf<'client.consent_changed'>,
): EpisodeState {
  const scopes: readonly (keyof Consent)[] = scope === 'all' ? ['scoring', 'alerts', 'messages'] : [scope];
  const changed = Object.fromEntries(scopes.map((one) => [one, granted]));
  const next = { ...state, consent: { ...state.consent, ...changed } };
  // forms that were asked for are not waited for
  return next.consent.scoring ? next : { ...next, awaited: [], unanswered: 0 };
}

export function merge(state: EpisodeState, { data }: EventOf<'client.merged'>): EpisodeState {
  const { survivor, retired } = data;
  if (retired !== state.client || survivor === retired) return state;
  return { ...state, client: survivor };
}

/** The episode goes back to the record that it came from; what names the other one from now on is somebody else's. */
export function unmerge(state: EpisodeState, { data: { restored } }: EventOf<'client.unmerged'>): EpisodeState {
  if (restored === state.client || !state.knownAs.includes(restored)) return state;
  return { ...state, client: restored, knownAs: [restored] };
}

/** Whose an episode is: the client of its opening, failing that of its first event, under every name that merges gave. */
export function namesOfClient(ordered: readonly ClinicEvent[]): readonly string[] {
  const opening = ordered.find(({ type }) => type === 'episode.opened') ?? ordered.find(namesClient);
  const own = opening && (opening.data as { client?: string }).client;
  if (own === undefined) return [];
  const names = new Set([own]);
  for (const event of ordered)
    if (event.type === 'client.merged' && names.has(event.data.retired)) names.add(event.data.survivor);
  return [...names];
}

const namesClient = ({ data }: ClinicEvent): boolean => 'episode' in data && 'client' in data;

/** Names another client than the one whose episode it is in, or opens it for another clinician while it runs. */
export const isForeign = (state: EpisodeState, event: ClinicEvent): boolean =>
  namesAnother(state.knownAs, event) || (event.type === 'episode.opened' && isOfOthers(state, event));

/** Who takes over is told as a change of the clinician; after its end an episode may begin again with anybody. */
const isOfOthers = ({ status, clinician }: EpisodeState, { data }: EventOf<'episode.opened'>): boolean =>
  (status === 'open' || status === 'paused') && clinician !== null && data.clinician !== clinician;

/** Names a client, and by none of these names. */
export const namesAnother = (names: readonly string[], { data }: ClinicEvent): boolean =>
  'episode' in data && 'client' in data && names.length > 0 && !names.includes(data.client);

/** It changes nothing here but the note that it came. */
export const setAside = (state: EpisodeState, event: ClinicEvent): EpisodeState => ({
  ...state,
  foreign: [...state.foreign, refOf(event)].slice(-MOST_FOREIGN),
});

export const leave = (state: EpisodeState, { data }: EventOf<'clinician.deactivated'>): EpisodeState =>
  state.left.includes(data.clinician) ? state : { ...state, left: [...state.left, data.clinician] };

export const join = (state: EpisodeState, { data }: EventOf<'clinician.registered'>): EpisodeState =>
  state.left.includes(data.clinician) ? { ...state, left: state.left.filter((one) => one !== data.clinician) } : state;

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
