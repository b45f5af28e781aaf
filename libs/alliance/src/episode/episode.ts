/**
 * The fold: an episode's events, in clinical order, become one state. Each event first lets time pass (a handover
 * takes effect, a snoozed alert wakes), then says its fact, then the policy decides whom to tell.
 */
import type { Alert } from '../state/alert.js';
import { notifyRecipient } from '../alerts/policy.js';
import { readdress } from '../alerts/recipient.js';
import {
  appointmentOf,
  followCalendar,
  noteClientThere,
  noteContact,
  ownPart as own,
  type Attendance,
  type CalendarEvent,
} from '#lib/attendance';
import { DEFAULT_RULES, type ClinicRules } from '../rules/clinic-rules.js';
import { type ClinicEvent, type EventType, refOf, type EventOf } from '#lib/events';
import { expire, noteHeld, leaveUnfinished, needsConsent, request, submit } from './feedback.js';
import { countHeld, isHeld } from './held-forms.js';
import { act, settleWaitingActs } from './answer-prompt.js';
import { codeSession } from './rupture-markers.js';
import { changeClinician, close, open, pause, resume, update } from './assignment.js';
import { letTimePass } from './clocks.js';
import { correctsThePast } from './corrections.js';
import { hearSafety } from './safety-answers.js';
import { comparePlaces, inOrder, placeOf, stepsOf, type Step } from './steps.js';
import { breakSilence, fallSilent } from './timers.js';
import { breakAbsence, noticedBetween } from '../dropout/absence.js';
import { weighSigns } from './weigh-signs.js';
import { assignTask, completeTask, missTask } from './tasks.js';
import {
  changeNames,
  namesOfClient,
  namesSomebodyNew,
  ownHistory,
  withoutStrangersTo,
  type OwnHistory,
} from './client-names.js';
import * as people from './people.js';
import { changed } from '../state/changed-state.js';
import { FORMAT, type EpisodeState } from '../state/episode-state.js';
import { UNKNOWN_EPISODE } from '../state/unknown-episode.js';

/** Folds a whole history, in whatever order and however often its events arrived, under what the clinic chose. */
export const foldEpisode = (events: readonly ClinicEvent[], rules: ClinicRules = DEFAULT_RULES): EpisodeState =>
  foldWhole(ownHistory(inOrder(events)), rules).state;

/** What of a history counts in its fold: each event once, in clinical order, none of strangers. */
export function countedOf(events: readonly ClinicEvent[], rules: ClinicRules): OwnHistory {
  const own = ownHistory(inOrder(events));
  return own.ordered.some(people.isOfClinician) ? foldWhole(own, rules).counted : own;
}

interface FoldedHistory {
  readonly counted: OwnHistory;
  readonly state: EpisodeState;
}

function foldWhole(own: OwnHistory, rules: ClinicRules): FoldedHistory {
  const state = foldInOrder(own, rules);
  const isMixed = state.foreign.length > 0 && own.ordered.some(people.isOfClinician);
  return isMixed ? foldAmongStaff(own, rules) : { counted: own, state };
}

/**
 * Before an episode was opened it may have been taken for another client's, and facts of that client's clinicians have
 * come into it. Only those of its own count: of the people whom its own events name, and of those whom these bring in.
 */
function foldAmongStaff({ ordered, named }: OwnHistory, rules: ClinicRules): FoldedHistory {
  let staff: readonly string[] = [];
  for (;;) {
    const counted = { ordered: people.withStaffOnly(ordered, staff), named };
    const state = foldInOrder(counted, rules);
    if (state.staff.length === staff.length) return { counted, state };
    staff = state.staff;
  }
}

const foldInOrder = (own: OwnHistory, rules: ClinicRules): EpisodeState =>
  stepsOf(own.ordered).reduce((state, step) => advance(state, step, rules), unknownEpisode(own));

/** Before the first event of a history: nothing is known but whose it is. */
export function unknownEpisode({ ordered, named }: OwnHistory): EpisodeState {
  const knownAs = namesOfClient(ordered);
  return { ...UNKNOWN_EPISODE, client: knownAs[0] ?? '', knownAs, named };
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
  if (fresh.some((event) => asksForRefold(state, event))) return 'refold';
  const steps = stepsOf(withoutStrangersTo(state, fresh));
  if (steps.some((step) => last !== null && comparePlaces(last, placeOf(step)) >= 0)) return 'refold';
  const next = steps.reduce((before, step) => advance(before, step, rules), state);
  return asksWhoCounts(state, next, fresh) ? 'refold' : next;
}

/** Among events of somebody else, those of its own people have to be told apart from the start. */
const asksWhoCounts = (state: EpisodeState, next: EpisodeState, fresh: readonly ClinicEvent[]): boolean =>
  next.foreign.length > 0 && (next.staff !== state.staff || fresh.some(people.isOfClinician));

/** Corrections do. Until it is opened an episode is whose its first event says, and then whose its opening says. */
const asksForRefold = (state: EpisodeState, event: ClinicEvent): boolean =>
  state.knownAs.length === 0 ||
  correctsThePast(event) ||
  namesSomebodyNew(state, event) ||
  (event.type === 'episode.opened' && state.opened === null && people.isForeign(state, event));

/** Every alert that the history raised, oldest first, with its standing now. */
export const alertsOf = (state: EpisodeState): readonly Alert[] => state.alerts;

/**
 * One step further. What names somebody else lets no time pass here: what has fallen due by then is told with the next
 * event of the episode itself, which is its timer at the latest.
 */
export function advance(state: EpisodeState, step: Step, rules: ClinicRules): EpisodeState {
  const { original, at, part } = step;
  const { episode = state.episode } = original.data as { episode?: string };
  const placed = changed(state, { episode, asOf: at, last: placeOf(step) });
  const timed = letTimePass(placed, at, rules);
  if (people.isForeign(timed, original)) return part === 'word' ? placed : people.setAside(placed, original);
  const effective = factOf(step);
  const isLater = timed !== placed;
  const folded = effective
    ? weighSigns(state, change(timed, effective, rules), { event: effective, rules, isLater })
    : timed;
  const heard = part === 'fact' ? folded : hearSafety(folded, step, rules);
  const passed = letTimePass(heard, at, rules);
  const telling = { event: effective ?? original, rules, part, silentFrom: noticedBetween(state, timed) };
  const told = notifyRecipient(state, breakAbsence(breakSilence(passed)), telling);
  return people.keepStaff(readdress(settleWaitingActs(told, telling, rules), rules.safety), rules.safety);
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
const attending = (state: EpisodeState, attendance: Attendance): EpisodeState => changed(state, { attendance });
const contact = (state: EpisodeState, { occurredAt }: ClinicEvent): EpisodeState =>
  attending(state, noteContact(state.attendance, occurredAt));
const calendar = (state: EpisodeState, event: CalendarEvent): EpisodeState =>
  attending(state, followCalendar(state.attendance, event, state.status));
const there = (state: EpisodeState, event: EventOf<'appointment.arrived' | 'visit.participant_joined'>): EpisodeState =>
  contact(attending(state, noteClientThere(state.attendance, event.data.appointment, event.occurredAt)), event);
/** That the client was there is a sign of life; that the clinician waited is none. */
const present = (state: EpisodeState, event: EventOf<'visit.participant_joined'>) =>
  event.data.role === 'client' ? there(state, event) : state;
/** Some systems end a visit also when its hour is called off. */
function endVisit(state: EpisodeState, event: EventOf<'visit.ended'>): EpisodeState {
  const hour = appointmentOf(state.attendance, event.data.appointment);
  return hour && CALLED_OFF.has(hour.status) ? state : contact(state, event);
}
const CALLED_OFF: ReadonlySet<string> = new Set(['cancelled', 'moved', 'voided']);

/** What each event type changes. Those that settle before the fold change nothing here, and are listed so that a new one has to choose. */
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
  'appointment.arrived': there,
  'appointment.attended': (state, event) =>
    changed(calendar(state, event), { ownPart: own.holdHour(state.ownPart, event) }),
  'appointment.missed': calendar,
  'appointment.attendance_corrected': calendar,
  'appointment.voided': calendar,
  'visit.participant_joined': (state, event) => ({
    ...present(state, event),
    ownPart: own.arrive(state.ownPart, state.attendance, event),
  }),
  'visit.participant_left': (state, event) => present(state, { ...event, type: 'visit.participant_joined' }),
  'visit.started': contact,
  'visit.ended': endVisit,
  'note.recorded': (state, event) => ({ ...state, ownPart: own.write(state.ownPart, event) }),
  'note.signed': (state, event) => ({ ...state, ownPart: own.sign(state.ownPart, event) }),
  'note.amended': (state, event) => ({ ...state, ownPart: own.amend(state.ownPart, event) }),
  'note.cosigned': (state, event) => ({ ...state, ownPart: own.cosign(state.ownPart, event) }),
  'note.voided': unmoved,
  'note.alliance_markers_recorded': codeSession,
  'feedback.requested': request,
  'feedback.partially_submitted': leaveUnfinished,
  'feedback.submitted': submit,
  'feedback.amended': unmoved,
  'feedback.voided': unmoved,
  'feedback.expired': expire,
  'engagement.task_assigned': assignTask,
  'engagement.task_completed': completeTask,
  'engagement.task_overdue': missTask,
  'engagement.contact_logged': (state, event) => ({
    ...contact(state, event),
    ownPart: own.reply(state.ownPart, event),
  }),
  'client.registered': people.register,
  'client.updated': people.changeDetails,
  'client.merged': changeNames,
  'client.unmerged': changeNames,
  'client.consent_changed': people.changeConsent,
  'client.deceased': people.die,
  'clinician.registered': people.join,
  'clinician.updated': people.followLead,
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
