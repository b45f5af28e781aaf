/**
 * Who works with whom, and when. The alliance belongs to two people: a handover starts it afresh, so the old pair's
 * ratings leave sight and its rupture is closed. Cover and supervision change nothing but who is told.
 */
import { parseInstant } from '#lib/kernel';
import type { ClinicRules } from '../rules/clinic-rules.js';
import type { EventOf } from '#lib/events';
import { measures } from '../ratings/rating-series.js';
import { NO_CONTRIBUTION } from '../state/therapist-contribution-state.js';
import { endRupture } from '../ruptures/repair.js';
import type { EpisodeState } from '../state/episode-state.js';

const MOST_RESUMED = 8;

export function open(state: EpisodeState, { data, occurredAt }: EventOf<'episode.opened'>): EpisodeState {
  const opened = state.opened ?? occurredAt;
  return { ...framed(state, data), clinician: data.clinician, status: 'open', opened, running: occurredAt };
}

export const update = (state: EpisodeState, { data }: EventOf<'episode.updated'>): EpisodeState => framed(state, data);

function framed(state: EpisodeState, data: EventOf<'episode.updated'>['data']): EpisodeState {
  const { approach = state.approach, cadenceDays = state.cadenceDays, plannedVisits = state.plannedVisits } = data;
  return { ...state, approach, cadenceDays, plannedVisits };
}

export const pause = (state: EpisodeState): EpisodeState =>
  state.status === 'open' ? { ...state, status: 'paused' } : state;

export const resume = (state: EpisodeState, { occurredAt }: EventOf<'episode.resumed'>): EpisodeState =>
  state.status === 'paused'
    ? { ...state, status: 'open', running: occurredAt, resumed: [...state.resumed, occurredAt].slice(-MOST_RESUMED) }
    : state;

export function close(state: EpisodeState, { occurredAt }: EventOf<'episode.closed'>): EpisodeState {
  const rupture = state.rupture && endRupture(state.rupture, occurredAt);
  return { ...state, status: 'closed', awaited: [], handover: null, rupture };
}

export function changeClinician(
  state: EpisodeState,
  { data, occurredAt }: EventOf<'episode.clinician_changed'>,
  rules: ClinicRules,
): EpisodeState {
  if (data.kind === 'supervision') return state;
  if (data.kind === 'cover') return { ...state, cover: data.to === state.clinician ? null : data.to };
  const at = parseInstant(data.effectiveAt) ?? occurredAt;
  return at > occurredAt
    ? { ...state, handover: { to: data.to, at } }
    : handOver(state, { to: data.to, at: occurredAt }, rules);
}

/** A handover announced ahead takes effect with the first event at or after its time. */
export const handOverInTime = (state: EpisodeState, at: number, rules: ClinicRules): EpisodeState =>
  state.handover !== null && state.handover.at <= at ? handOver(state, state.handover, rules) : state;

type Handover = NonNullable<EpisodeState['handover']>;

function handOver(state: EpisodeState, { to, at }: Handover, rules: ClinicRules): EpisodeState {
  if (to === state.clinician) return { ...state, handover: null, cover: null };
  return {
    ...state,
    clinician: to,
    cover: null,
    handover: null,
    series: state.series.filter((series) => !measures(series, 'alliance', rules)),
    rupture: state.rupture && endRupture(state.rupture, at),
    hours: [],
    latestForms: [],
    ownPart: NO_CONTRIBUTION,
    answered: null,
  };
}
