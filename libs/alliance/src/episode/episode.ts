/**
 * The fold: an episode's events, in clinical order, become one state. Each event first lets time pass (a handover
 * takes effect, a snoozed alert wakes), then says its fact, then the policy decides whom to tell.
 */
import type { Alert } from '../state/alert.js';
import { notifyRecipient } from '../alerts/policy.js';
import { readdress } from '../alerts/recipient.js';
import { followCalendar, noteContact, type CalendarEvent, passAttendance, type Attendance } from '#lib/attendance';
import { DEFAULT_RULES, type ClinicRules } from '../rules/clinic-rules.js';
import { positionOf, type ClinicEvent, type EventType, refOf, type EventOf } from '#lib/events';
import { expire, noteHeld, leaveUnfinished, needsConsent, request, submit } from './feedback.js';
import { countHeld, isHeld } from './held-forms.js';
import { act, settleWaitingActs } from './answer-prompt.js';
import { codeSession } from './rupture-markers.js';
import { changeClinician, close, open, pause, resume, update } from './assignment.js';
import { letTimePass } from './clocks.js';
import { arrive, beginHour, sign } from '../relationship/therapist-contribution.js';
import { correctsThePast } from './corrections.js';
import { hearSafety } from './safety-answers.js';
import { comparePlaces, inOrder, placeOf, stepsOf, type Step } from './steps.js';
import { breakSilence, fallSilent } from './timers.js';
import { completeTask, missTask } from './homework.js';
import * as people from './people.js';
import { FORMAT, UNKNOWN_EPISODE, type EpisodeState } from '../state/episode-state.js';

/** Folds a whole history, in whatever order and however often its events arrived, under what the clinic chose. */
export const foldEpisode = (events: readonly ClinicEvent[], rules: ClinicRules = DEFAULT_RULES): EpisodeState =>
  foldInOrder(inOrder(events), rules);

const foldInOrder = (ordered: readonly ClinicEvent[], rules: ClinicRules): EpisodeState =>
  stepsOf(ordered).reduce((state, step) => advance(state, step, rules), unknownEpisode(ordered));

/** A fold looked at from step to step: what each step found, and what it left behind. */
export interface FoldedStep {
  readonly step: Step;
  readonly before: EpisodeState;
  readonly after: EpisodeState;
}

/** The fold of a whole history, one step after another, as far as somebody asks. */
export function* walkEpisode(
  events: readonly ClinicEvent[],
  rules: ClinicRules = DEFAULT_RULES,
): Generator<FoldedStep, void> {
  let before = unknownEpisode(inOrder(events));
  for (const step of stepsOf(events)) {
    const after = advance(before, step, rules);
    yield { step, before, after };
    before = after;
  }
}

/** Before the first event of a history: nothing is known but whose it is. */
function unknownEpisode(ordered: readonly ClinicEvent[]): EpisodeState {
  const knownAs = people.namesOfClient(ordered);
  return { ...UNKNOWN_EPISODE, client: knownAs[0] ?? '', knownAs };
}

/**
 * Folds on from a state. Answers 'refold' when an event belongs before the last folded one or corrects the past; the
 * caller then folds the whole history. Otherwise the answer is, to the byte, what the whole history would give under
 * the same rules; a state that was folded under other rules has to be folded again, and one of an earlier format answers 'refold'.
 */
export function continueEpisode(
  state: EpisodeState,
  events: readonly ClinicEvent[],
  rules: ClinicRules = DEFAULT_RULES,
): EpisodeState | 'refold' {
  const ordered = inOrder(events);
  const { last } = state;
  const fresh = last ? ordered.filter((event) => refOf(event) !== refOf(last)) : ordered;
  if (Number(state.format) !== FORMAT) return 'refold';
  if (fresh.some((event) => reachesBack(state, event))) return 'refold';
  const steps = stepsOf(fresh);
  if (steps.some((step) => last !== null && comparePlaces(last, placeOf(step)) >= 0)) return 'refold';
  return steps.reduce((next, step) => advance(next, step, rules), state);
}

/** Corrections do. Until it is opened an episode is whose its first event says, and then whose its opening says. */
const reachesBack = (state: EpisodeState, event: ClinicEvent): boolean =>
  state.knownAs.length === 0 ||
  correctsThePast(event) ||
  (event.type === 'episode.opened' && state.opened === null && people.isForeign(state, event));

/** Every alert that the history raised, oldest first, with its standing now. */
export const alertsOf = (state: EpisodeState): readonly Alert[] => state.alerts;

/** One step further. */
export function advance(state: EpisodeState, step: Step, rules: ClinicRules): EpisodeState {
  const { original, at, part } = step;
  const { episode = state.episode } = original.data as { episode?: string };
  const placed: EpisodeState = { ...state, episode, asOf: at, last: { at, ...positionOf(original) } };
  const timed = letTimePass(passCalendar(placed, at), at, rules);
  if (people.isForeign(timed, original)) return part === 'word' ? timed : people.setAside(timed, original);
  const effective = factOf(step);
  const folded = effective ? change(timed, effective, rules) : timed;
  const heard = part === 'word' ? folded : hearSafety(folded, step, rules);
  const passed = letTimePass(heard, at, rules);
  const telling = { event: effective ?? original, policy: rules.safety, part };
  const told = notifyRecipient(state, breakSilence(passed), telling);
  return readdress(settleWaitingActs(told, telling), rules.safety);
}

function passCalendar(state: EpisodeState, at: number): EpisodeState {
  const attendance = passAttendance(state.attendance, at);
  return attendance === state.attendance ? state : { ...state, attendance };
}

/** What happened, at the time at which it did. */
const factOf = ({ effective, at }: Step): ClinicEvent | undefined =>
  effective && effective.occurredAt !== at ? { ...effective, occurredAt: at } : effective;

function change(state: EpisodeState, event: ClinicEvent, rules: ClinicRules): EpisodeState {
  if (isHeld(event, rules)) return noteHeld(countHeld(state, event), event, rules);
  if (!state.consent.scoring && needsConsent(event)) return noteHeld(state, event, rules);
  return evolve(state, event, rules);
}

type Evolve<T extends EventType> = (state: EpisodeState, event: EventOf<T>, rules: ClinicRules) => EpisodeState;
type Evolution = { readonly [T in EventType]: Evolve<T> };

const unmoved = (state: EpisodeState): EpisodeState => state;
const attending = (state: EpisodeState, attendance: Attendance): EpisodeState => ({ ...state, attendance });
const contact = (state: EpisodeState, { occurredAt }: ClinicEvent): EpisodeState =>
  attending(state, noteContact(state.attendance, occurredAt));
const calendar = (state: EpisodeState, event: CalendarEvent): EpisodeState =>
  attending(state, followCalendar(state.attendance, event, state.status));
/** That the client was there is a sign of life; that the clinician waited is none. */
const present = (state: EpisodeState, event: EventOf<'visit.participant_joined' | 'visit.participant_left'>) =>
  event.data.role === 'client' ? contact(state, event) : state;

/** What each event type changes. Types that change nothing here are listed too, so that a new one has to choose. */
const EVOLUTION: Evolution = {
  'episode.opened': open,
  'episode.updated': update,
  'episode.paused': pause,
  'episode.resumed': resume,
  'episode.closed': close,
  'episode.clinician_changed': changeClinician,
  'appointment.booked': calendar,
  'appointment.confirmed': (state, event) => (event.data.by === 'client' ? contact(state, event) : state),
  'appointment.rescheduled': calendar,
  'appointment.cancelled': calendar,
  'appointment.arrived': contact,
  'appointment.attended': (state, event) => ({
    ...calendar(state, event),
    ownPart: beginHour(state.ownPart, event),
  }),
  'appointment.missed': calendar,
  'appointment.attendance_corrected': calendar,
  'appointment.voided': calendar,
  'visit.participant_joined': (state, event) => ({
    ...present(state, event),
    ownPart: arrive(state.ownPart, state.attendance, event),
  }),
  'visit.participant_left': present,
  'visit.started': contact,
  'visit.ended': unmoved,
  'note.recorded': unmoved,
  'note.signed': (state, event) => ({
    ...state,
    ownPart: sign(state.ownPart, event),
  }),
  'note.amended': unmoved,
  'note.cosigned': unmoved,
  'note.voided': unmoved,
  'note.alliance_markers_recorded': codeSession,
  'feedback.requested': request,
  'feedback.partially_submitted': leaveUnfinished,
  'feedback.submitted': submit,
  'feedback.amended': unmoved,
  'feedback.voided': unmoved,
  'feedback.expired': expire,
  'engagement.task_assigned': unmoved,
  'engagement.task_completed': completeTask,
  'engagement.task_overdue': missTask,
  'engagement.contact_logged': contact,
  'client.registered': unmoved,
  'client.updated': unmoved,
  'client.merged': people.merge,
  'client.unmerged': people.unmerge,
  'client.consent_changed': people.changeConsent,
  'client.deceased': people.die,
  'clinician.registered': people.join,
  'clinician.updated': unmoved,
  'clinician.deactivated': people.leave,
  'clinician.absence_started': people.goAway,
  'clinician.absence_ended': people.comeBack,
  'timer.due': fallSilent,
  'alert.acknowledged': act,
  'alert.snoozed': act,
  'alert.overridden': act,
  'alert.resolved': act,
  'alert.act_undone': unmoved,
};

/** The table pairs each type with a function of that type, which the compiler cannot follow through the look-up. */
function evolve<T extends EventType>(state: EpisodeState, event: EventOf<T>, rules: ClinicRules): EpisodeState {
  const evolution = EVOLUTION[event.type] as Evolve<T>;
  return evolution(state, event, rules);
}
