/**
 * Who works with whom, and when. The alliance belongs to two people: a handover starts it afresh, so the old pair's
 * ratings leave sight and its strain is closed. Cover and supervision change nothing but who is told.
 */
import { parseInstant } from '#lib/kernel';
import type { ClinicEvent } from './events/catalogue.js';
import { measures } from './forms.js';
import { endRupture } from './ruptures/repair.js';
import type { EpisodeState } from './state.js';

type Of<T extends ClinicEvent['type']> = Extract<ClinicEvent, { type: T }>;

export function open(state: EpisodeState, { data, occurredAt }: Of<'episode.opened'>): EpisodeState {
  const { clinician } = data;
  return { ...state, clinician, status: 'open', opened: state.opened ?? occurredAt, running: occurredAt };
}

export const pause = (state: EpisodeState): EpisodeState =>
  state.status === 'open' ? { ...state, status: 'paused' } : state;

export const resume = (state: EpisodeState, { occurredAt }: Of<'episode.resumed'>): EpisodeState =>
  state.status === 'paused' ? { ...state, status: 'open', running: occurredAt } : state;

export function close(state: EpisodeState, { occurredAt }: Of<'episode.closed'>): EpisodeState {
  const rupture = state.rupture && endRupture(state.rupture, occurredAt);
  return { ...state, status: 'closed', awaited: [], handover: null, rupture };
}

export function changeClinician(
  state: EpisodeState,
  { data, occurredAt }: Of<'episode.clinician_changed'>,
): EpisodeState {
  if (data.kind === 'supervision') return state;
  if (data.kind === 'cover') return { ...state, cover: data.to === state.clinician ? null : data.to };
  const at = parseInstant(data.effectiveAt) ?? occurredAt;
  return at > occurredAt ? { ...state, handover: { to: data.to, at } } : handOver(state, data.to, occurredAt);
}

/** A handover announced ahead takes effect with the first event at or after its time. */
export const handOverInTime = (state: EpisodeState, at: number): EpisodeState =>
  state.handover !== null && state.handover.at <= at ? handOver(state, state.handover.to, state.handover.at) : state;

function handOver(state: EpisodeState, to: string, at: number): EpisodeState {
  if (to === state.clinician) return { ...state, handover: null, cover: null };
  return {
    ...state,
    clinician: to,
    cover: null,
    handover: null,
    series: state.series.filter((series) => !measures(series, 'alliance')),
    rupture: state.rupture && endRupture(state.rupture, at),
  };
}
