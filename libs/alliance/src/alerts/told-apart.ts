/**
 * A version of a form that was told by itself. A graver one may arrive later and be dated before it: in the history the two
 * are one answer, and yet a person has acted on the alert about the first. The act says that it was told. So that alert
 * stands again, with what the person did, and the graver answer is news that nobody has taken.
 */
import type { Alert } from '../state/alert.js';
import { isEndedByPerson, isLive } from '../state/alert.js';
import type { EpisodeState, SafetyNote, SafetyVersion, WaitingAct } from '../state/episode-state.js';
import { claimKey, isSafety, notificationsOf } from './escalate.js';
import { changeAlerts } from './raise.js';

/** An answer that was given stands beside any later one, the gravest first. */
export const GRAVITY = { 'not-answered': 0, 'same-day': 1, immediate: 2 } as const;

interface ToldVersion {
  readonly note: SafetyNote;
  readonly version: SafetyVersion;
}

/** The version that an act is about, where no alert is named after it yet. */
export function versionMeant(state: EpisodeState, { alert }: WaitingAct): ToldVersion | undefined {
  const cause = causeIn(alert);
  if (cause === undefined || notificationsOf(state, cause).length > 0) return undefined;
  for (const note of state.safety) {
    const version = note.versions.find((one) => one.cause === cause);
    if (version && notificationsOf(state, note.cause).length > 0) return { note, version };
  }
  return undefined;
}

/** A key is `rule:version:cause`. */
const causeIn = (key: string): string | undefined =>
  isSafety({ rule: claimKey(key).split(':')[0] ?? '' }) ? key.split(':').slice(2).join(':') : undefined;

export function standApart(state: EpisodeState, acted: WaitingAct): EpisodeState {
  const told = versionMeant(state, acted);
  if (!told) return state;
  return GRAVITY[told.version.level] < GRAVITY[told.note.level] ? splitOff(state, told) : renamed(state, told);
}

/** No version is graver: it is the same answer, and has the name under which it was told. */
function renamed(state: EpisodeState, { note, version }: ToldVersion): EpisodeState {
  const { cause } = note;
  return {
    ...withNote(state, note, { ...note, cause: version.cause }),
    alerts: state.alerts.map((alert) => (isAbout(alert, cause) ? ofVersion(alert, version) : alert)),
  };
}

/** Who heard since of an answer had heard of this one: the graver was not there. */
function splitOff(state: EpisodeState, { note, version }: ToldVersion): EpisodeState {
  const about = notificationsOf(state, note.cause);
  const firsts = about.filter(({ facts }) => facts['told'] === undefined);
  const [first = about[0] as Alert] = firsts;
  const isLaterHearer = (alert: Alert): boolean =>
    isAbout(alert, note.cause) && alert !== first && alert.raisedAt >= version.at;
  const alone = { ...ofVersion(first, version), ...untouched(first), evidence: [version.event], seenAgain: 0 };
  return {
    ...withNote(state, note, { ...note, follows: version.cause }),
    alerts: [...state.alerts.map((alert) => (isLaterHearer(alert) ? ofVersion(alert, version) : alert)), alone],
  };
}

const isAbout = (alert: Alert, cause: string): boolean => isSafety(alert) && alert.cause === cause;

const withNote = (state: EpisodeState, note: SafetyNote, now: SafetyNote): EpisodeState => ({
  ...state,
  safety: state.safety.map((one) => (one === note ? now : one)),
});

function ofVersion(alert: Alert, { cause, level, event, at, answeredOn }: SafetyVersion): Alert {
  const { answeredOn: _, ...facts } = alert.facts;
  return {
    ...alert,
    key: alert.key.slice(0, alert.key.length - alert.cause.length) + cause,
    cause,
    raisedAt: Math.max(alert.raisedAt, at),
    evidence: [event, ...alert.evidence.filter((one) => one !== event)],
    facts: { ...facts, level, ...(answeredOn === null ? {} : { answeredOn }) },
  };
}

const untouched = (alert: Alert): Pick<Alert, 'status' | 'snoozedUntil' | 'cameBackAt' | 'act' | 'follows'> => ({
  status: isLive(alert) || isEndedByPerson(alert) ? 'open' : alert.status,
  snoozedUntil: null,
  cameBackAt: null,
  act: null,
  follows: null,
});

/** What was dated before an answer that a person ended, and is news, comes after it. */
export function linkGraver(state: EpisodeState, acted: WaitingAct): EpisodeState {
  const ended = state.alerts.filter((alert) => isSafety(alert) && alert.act?.event === acted.act.event);
  return ended.filter(isEndedByPerson).reduce(linkTo, state);
}

function linkTo(state: EpisodeState, ended: Alert): EpisodeState {
  const graver = state.safety.find(({ follows }) => follows === ended.cause);
  const comesAfter = ({ cause, clinician, raisedAt, follows }: Alert): boolean =>
    cause === graver?.cause && clinician === ended.clinician && raisedAt <= ended.raisedAt && follows === null;
  return changeAlerts(state, (alert) => isSafety(alert) && comesAfter(alert), { follows: ended.key });
}
