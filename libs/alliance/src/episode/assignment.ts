/**
 * Who works with whom, and when. The alliance belongs to two people: a handover starts it afresh, so the old pair's
 * ratings leave sight and its rupture is closed. Cover changes nothing but who is told, and supervision nothing but who
 * is shown to look after the work.
 */
import { parseInstant } from '#lib/kernel';
import type { ClinicRules } from '../rules/clinic-rules.js';
import type { EventOf } from '#lib/events';
import { measures } from '../ratings/rating-series.js';
import { NO_CONTRIBUTION } from '#lib/attendance';
import { endRupture } from '../ruptures/repair.js';
import { noteBreak } from '#lib/attendance';
import type { EpisodeState } from '../state/episode-state.js';

export function open(state: EpisodeState, { data, occurredAt }: EventOf<'episode.opened'>): EpisodeState {
  const opened = state.opened ?? occurredAt;
  const running = { status: 'open', opened, running: occurredAt, pausedSince: null } as const;
  return { ...framed(state, data), clinician: data.clinician, ...running };
}

export const update = (state: EpisodeState, { data }: EventOf<'episode.updated'>): EpisodeState => framed(state, data);

function framed(state: EpisodeState, data: EventOf<'episode.updated'>['data']): EpisodeState {
  const { approach = state.approach, cadenceDays = state.cadenceDays } = data;
  const { plannedVisits = state.plannedVisits, goalsAgreed = state.goalsAgreed } = data;
  return { ...state, approach, cadenceDays, plannedVisits, goalsAgreed };
}

/** Told again while it is on, it has the end that was told last. */
export const pause = (state: EpisodeState, { data, occurredAt }: EventOf<'episode.paused'>): EpisodeState =>
  state.status === 'open' || state.status === 'paused'
    ? {
        ...state,
        status: 'paused',
        pausedSince: state.pausedSince ?? occurredAt,
        pausedUntil: parseInstant(data.until) ?? null,
      }
    : state;

export const resume = (state: EpisodeState, { occurredAt }: EventOf<'episode.resumed'>): EpisodeState =>
  resumeInTime(state, occurredAt);

/** An agreed interruption is over, because somebody said so or because its end has come. */
export const resumeInTime = (state: EpisodeState, at: number): EpisodeState =>
  state.status === 'paused'
    ? noteBreak(
        { ...state, status: 'open', pausedSince: null, pausedUntil: null, running: at },
        state.pausedSince ?? at,
        at,
      )
    : state;

export function close(state: EpisodeState, { data, occurredAt }: EventOf<'episode.closed'>): EpisodeState {
  const rupture = state.rupture && endRupture(state.rupture, occurredAt);
  const died = data.reason === 'deceased' ? (state.died ?? occurredAt) : state.died;
  return {
    ...state,
    status: 'closed',
    pausedSince: null,
    pausedUntil: null,
    awaited: [],
    handover: null,
    coverFrom: null,
    supervisionFrom: null,
    rupture,
    died,
  };
}

export function changeClinician(
  state: EpisodeState,
  { data, occurredAt }: EventOf<'episode.clinician_changed'>,
  rules: ClinicRules,
): EpisodeState {
  const at = parseInstant(data.effectiveAt) ?? occurredAt;
  if (data.kind === 'supervision') {
    const announced: EpisodeState = { ...state, supervisionFrom: { to: data.to, at } };
    return at > occurredAt ? announced : superviseInTime(announced, at);
  }
  if (data.kind === 'cover') {
    const announced: EpisodeState = { ...state, coverFrom: { to: data.to, at } };
    return at > occurredAt ? announced : coverInTime(announced, at);
  }
  return at > occurredAt
    ? { ...state, handover: { to: data.to, at } }
    : handOver(state, { to: data.to, at: occurredAt }, rules);
}

/** A cover that hands back to the clinician ends. */
export const coverInTime = (state: EpisodeState, at: number): EpisodeState =>
  state.coverFrom !== null && state.coverFrom.at <= at
    ? { ...state, cover: state.coverFrom.to === state.clinician ? null : state.coverFrom.to, coverFrom: null }
    : state;

export const superviseInTime = (state: EpisodeState, at: number): EpisodeState =>
  state.supervisionFrom !== null && state.supervisionFrom.at <= at
    ? { ...state, supervisor: state.supervisionFrom.to, supervisionFrom: null }
    : state;

/** A handover announced ahead takes effect when its time has come. */
export const handOverInTime = (state: EpisodeState, at: number, rules: ClinicRules): EpisodeState =>
  state.handover !== null && state.handover.at <= at ? handOver(state, state.handover, rules) : state;

type Handover = NonNullable<EpisodeState['handover']>;

function handOver(state: EpisodeState, { to, at }: Handover, rules: ClinicRules): EpisodeState {
  if (to === state.clinician) return { ...state, handover: null, cover: null, coverFrom: null };
  return {
    ...state,
    clinician: to,
    cover: null,
    coverFrom: null,
    supervisor: null,
    supervisionFrom: null,
    handover: null,
    series: state.series.filter((series) => !measures(series, 'alliance', rules)),
    rupture: state.rupture && endRupture(state.rupture, at),
    signsFrom: at,
    hours: [],
    latestForms: [],
    ownPart: NO_CONTRIBUTION,
    answered: null,
  };
}
