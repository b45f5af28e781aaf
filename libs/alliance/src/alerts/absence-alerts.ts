/**
 * The client has stopped coming, or is coming less: one alert for one absence, told once. It says "seen again" as the
 * absence goes on, and eases when the client comes, when a break is agreed, or when its reason turns out to be known.
 * While an alert about an appointment missed in a strain stands, the absence is added to that one: one person hears once.
 */
import { hourOf, absenceSigns, isMore, isOften, spansOf, whenOf, type Absence, type Attendance } from '#lib/attendance';
import { toIso } from '#lib/kernel';
import { absenceStanding, absenceToTell, isCalledOffSince } from '../dropout/absence.js';
import { refOf, TOO_LATE, type ClinicEvent } from '#lib/events';
import type { EpisodeState } from '../state/episode-state.js';
import { isLive, type Alert, type AlertFacts } from '../state/alert.js';
import { changeAlerts, CLIENT_ABSENT, MISSED_DURING_RUPTURE, raise, seeAgain, standing } from './raise.js';
import { NOBODY } from './recipient.js';

/** `silentFrom`: when a silence became a fact that the event found. */
export interface AbsenceTelling {
  readonly event: ClinicEvent;
  readonly silentFrom?: number | undefined;
}

export function tellAbsence(before: EpisodeState, state: EpisodeState, telling: AbsenceTelling): EpisodeState {
  const live = liveAlert(state, CLIENT_ABSENT.code);
  const mayBeNews = isLooked(before, state);
  const event = asNoticed(before, state, telling);
  if (live)
    return mayBeNews || !isAsBefore(before, state) ? followUp(before, state, { live, event, mayBeNews }) : state;
  return mayBeNews ? tellNews(before, state, event) : state;
}

function tellNews(before: EpisodeState, state: EpisodeState, event: ClinicEvent): EpisodeState {
  const found = absenceToTell(state);
  if (!found?.isTold || !isMore(found, toldIn(before)) || !isToldAnew(state, found)) return state;
  return tell(state, { found, event });
}

/**
 * A silence has the date on which it became a fact, and not that of whatever is told next. Found more than a week later it
 * is history, as it is where the clock itself comes so late.
 */
function asNoticed(before: EpisodeState, after: EpisodeState, { event, silentFrom }: AbsenceTelling): ClinicEvent {
  if (silentFrom === undefined || hasMoreMissed(before, after)) return event;
  const isLate = event.occurredAt - silentFrom > TOO_LATE;
  return { ...event, occurredAt: Math.min(event.occurredAt, silentFrom), historical: event.historical || isLate };
}

/** What nobody might be prompted about has been told to nobody. */
const toldIn = (before: EpisodeState): Absence | undefined =>
  before.consent.alerts ? absenceToTell(before) : undefined;

const liveAlert = ({ alerts }: EpisodeState, code: string): Alert | undefined =>
  alerts.find((alert) => alert.rule === code && isLive(alert));

/** Whether a client who is told of as absent may be told of in the place of another alert. */
export const standsForMissed = (state: EpisodeState): boolean => liveAlert(state, CLIENT_ABSENT.code) !== undefined;

const isAsBefore = (before: EpisodeState, after: EpisodeState): boolean =>
  before.attendance === after.attendance &&
  before.absentSince === after.absentSince &&
  before.status === after.status &&
  before.plannedVisits === after.plannedVisits;

/** Whether something happened that may be a sign; what it is worth is looked at only then. */
function isLooked(before: EpisodeState, after: EpisodeState): boolean {
  if (after.status !== before.status) return after.status === 'open';
  if (after.consent.alerts !== before.consent.alerts) return after.consent.alerts;
  if (after.absentSince !== null && after.absentSince !== before.absentSince) return true;
  return hasMoreMissed(before, after);
}

function hasMoreMissed(before: EpisodeState, after: EpisodeState): boolean {
  const [was, is] = [before.attendance.tallies, after.attendance.tallies];
  return was !== is && notCome(is, after) > notCome(was, after);
}

/** In an approach that counts weeks, also what was called off in time. */
const notCome = (tallies: Attendance['tallies'], { approach }: EpisodeState): number =>
  tallies.missedByClient + tallies.cancelledLateByClient + (approach === 'dbt' ? tallies.cancelledByClient : 0);

/** Who comes now and then is told of anew only when as many of the later hours were missed again. */
function isToldAnew(state: EpisodeState, { kind }: Absence): boolean {
  const told = state.alerts.findLast(({ rule }) => rule === CLIENT_ABSENT.code);
  if (kind !== 'often' || !told) return true;
  return isOften(absenceSigns(state.attendance, { since: told.raisedAt, spans: spansOf(state) }));
}

interface Found {
  readonly found: Absence;
  readonly event: ClinicEvent;
}

/** A silence that a booking broke and no hour: it goes on, and is told once. */
const silenceBefore = ({ alerts }: EpisodeState, { kind, hour }: Absence): Alert | undefined =>
  kind === 'silence'
    ? alerts.findLast(({ rule, cause, status }) => rule === CLIENT_ABSENT.code && cause === hour && status === 'eased')
    : undefined;

function tell(state: EpisodeState, { found, event }: Found): EpisodeState {
  const missed = liveAlert(state, MISSED_DURING_RUPTURE.code);
  const facts = absenceFacts(state, found);
  const silent = missed ? undefined : silenceBefore(state, found);
  if (silent) return goOn(state, silent, { event, facts });
  if (!missed)
    return raise(state, CLIENT_ABSENT, {
      cause: causeOf(state, found, event.occurredAt),
      evidence: [refOf(event)],
      facts,
      event,
      historical: event.historical,
    });
  // the same event may have been told of there
  const isSaid = missed.evidence.includes(refOf(event));
  return isSaid ? state : seeAgain(state, missed, { event, facts: { ...missed.facts, booked: bookedWord(found) } });
}

/** Who has it has it still. */
function goOn(state: EpisodeState, eased: Alert, seen: Pick<FollowUp, 'event'> & { readonly facts: AlertFacts }) {
  const status = eased.act?.kind === 'acknowledged' ? 'acknowledged' : 'open';
  const again = changeAlerts(state, ({ key }) => key === eased.key, standing(status));
  return seeAgain(again, eased, seen);
}

/** The hour; with the instant where something was told of that hour before. */
const causeOf = ({ alerts }: EpisodeState, { hour }: Absence, at: number): string =>
  alerts.some(({ rule, cause }) => rule === CLIENT_ABSENT.code && cause === hour) ? `${hour}~${at}` : hour;

interface FollowUp {
  readonly live: Alert;
  readonly event: ClinicEvent;
  readonly mayBeNews: boolean;
}

function followUp(before: EpisodeState, state: EpisodeState, { live, event, mayBeNews }: FollowUp): EpisodeState {
  const found = absenceStanding(state);
  if (!found || (found.kind !== 'weeks' && hasCome(before, state)))
    return changeAlerts(state, ({ key }) => key === live.key, standing('eased'));
  const facts = absenceFacts(state, found);
  if (mayBeNews && isMore(found, absenceStanding(before))) return seeAgain(state, live, { event, facts });
  return Object.entries(facts).every(([name, value]) => live.facts[name] === value)
    ? state
    : changeAlerts(state, ({ key }) => key === live.key, { facts });
}

const hasCome = (before: EpisodeState, after: EpisodeState): boolean =>
  after.attendance.tallies.kept > before.attendance.tallies.kept;

/** Work with another clinician: who takes over hears of it. */
export const handAbsenceOver = (state: EpisodeState): EpisodeState =>
  changeAlerts(state, (alert) => alert.rule === CLIENT_ABSENT.code && isLive(alert), {
    ...standing('open'),
    clinician: state.clinician ?? NOBODY,
    movedFrom: null,
  });

const bookedWord = ({ isBooked }: Absence): 'yes' | 'no' => (isBooked ? 'yes' : 'no');

const ISO_DAY = 10;
const FOUR_WEEKS = 4;

/** Codes and numbers of an absence; `how` and `since` say which words fit. */
export function absenceFacts(state: EpisodeState, found: Absence): AlertFacts {
  const { signs } = found;
  const { lastAttended } = state.attendance;
  return {
    how: howOf(found),
    ...{ missed: signs.missed, late: signs.late, count: signs.missed + signs.late },
    ...{ ofLatest: signs.ofLatest, latest: signs.latest, weeks: weeksOf(found) },
    booked: bookedWord(found),
    reason: reasonOf(state, found),
    since: sinceOf(state, found),
    ...(lastAttended === null ? {} : { lastOn: dayOf(lastAttended) }),
    ...missedFacts(state, found),
  };
}

const dayOf = (at: number): string => toIso(at).slice(0, ISO_DAY);

/** Of hours in a row the latest that was missed, and whether the practice has called off what was booked after it. */
function missedFacts(state: EpisodeState, { kind, hour }: Absence): AlertFacts {
  if (kind !== 'missed' && kind !== 'mixed') return {};
  const missed = hourOf(state.attendance, hour);
  const at = missed?.tally === 'missedByClient' ? whenOf(missed) : undefined;
  if (at === undefined) return {};
  return { missedOn: dayOf(at), ...(isCalledOffSince(state) ? { off: 'yes' } : {}) };
}

const weeksOf = ({ weeks: { individual, skills } }: Absence): number => Math.max(individual, skills);

function howOf(found: Absence): string {
  const { kind, signs, weeks, isBooked } = found;
  if (kind === 'weeks') {
    const part = weeks.individual >= weeks.skills ? 'individual' : 'skills';
    return `${weeksOf(found) === FOUR_WEEKS ? 'four' : 'weeks'}-${part}`;
  }
  if (kind === 'often') return kind;
  const isOne = kind !== 'silence' && signs.missed + signs.late === 1;
  return `${kind}${isOne ? '-one' : ''}${isBooked ? '-booked' : ''}`;
}

function sinceOf({ attendance }: EpisodeState, found: Absence): string {
  if (found.kind === 'weeks') return weeksOf(found) >= FOUR_WEEKS ? 'four' : 'weeks';
  return attendance.lastAttended === null ? 'never' : 'kept';
}

/** Whether anything is noted with the hour that it is about. */
function reasonOf({ attendance }: EpisodeState, { kind, hour }: Absence): string {
  if (kind === 'silence') return 'silence';
  return hourOf(attendance, hour)?.reason ? 'noted' : 'unknown';
}
