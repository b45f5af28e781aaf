/**
 * What a person does with an alert. An act names its alert by the key, and holds wherever it stands in the order of the
 * history: where the alert is not raised yet, because a late event moved its raising, the act waits for it.
 */
import type { ClinicEvent, EventOf, EventType } from '#lib/events';
import { parseInstant } from '#lib/kernel';
import { isEndedByPerson, isLive, type Alert, type StandingAct } from '../state/alert.js';
import type { EpisodeState, WaitingAct } from '../state/episode-state.js';
import { claimKey, isSafety } from './escalate.js';
import { changeAlerts, CLIENT_ABSENT, OUTCOME_WORSE, RUPTURE_OPEN } from './raise.js';
import { versionMeant } from './told-apart.js';

const MOST_WAITING = 20;

export type ActType = 'alert.acknowledged' | 'alert.snoozed' | 'alert.overridden' | 'alert.resolved';
export type ActEvent = EventOf<ActType>;

const KINDS: Readonly<Record<ActType, StandingAct['kind']>> = {
  'alert.acknowledged': 'acknowledged',
  'alert.snoozed': 'snoozed',
  'alert.overridden': 'overridden',
  'alert.resolved': 'resolved',
};

export const isAct = (event: ClinicEvent): event is ActEvent => (event.type as EventType) in KINDS;

/** An act as the state keeps it. */
export function actOf(event: ActEvent): WaitingAct {
  const { data, occurredAt: at, id } = event;
  const act: StandingAct = {
    kind: KINDS[event.type],
    by: data.by,
    at,
    event: id,
    why: whyOf(event),
  };
  const until = event.type === 'alert.snoozed' ? (parseInstant(event.data.until) ?? at) : null;
  return { alert: data.alert, act, until, knew: knewOf(event) };
}

const knewOf = ({ data }: ActEvent): number | null => ('knew' in data ? (parseInstant(data.knew) ?? null) : null);

/** What a person gave as the reason or the outcome. */
export function whyOf(event: ActEvent): string | null {
  if (event.type === 'alert.overridden') return event.data.reason;
  return event.type === 'alert.resolved' ? event.data.outcome : null;
}

/** An act changes the alerts that it is about, or waits for them. */
export function actOnAlert(state: EpisodeState, acted: WaitingAct): EpisodeState {
  if (!state.alerts.some(({ key }) => isMeant(key, acted)))
    return {
      ...state,
      waitingActs: [...state.waitingActs, acted].slice(-MOST_WAITING),
    };
  const { act, until } = acted;
  const isOver = until !== null && until <= state.asOf;
  const change: Partial<Alert> = isOver
    ? { status: 'open', snoozedUntil: null, cameBackAt: until, act }
    : { status: act.kind, snoozedUntil: until, act };
  const changed = changeAlerts(state, (alert) => isMeant(alert.key, acted) && yields(alert, act), change);
  return act.kind === 'acknowledged'
    ? changeAlerts(changed, (alert) => isMeant(alert.key, acted) && mayGoOn(alert), { act })
    : changed;
}

/** A silence that a booking broke may go on, and whoever took it then has it. */
const mayGoOn = ({ rule, status }: Alert): boolean => rule === CLIENT_ABSENT.code && status === 'eased';

/** Who has a safety answer has it for all who were told of it; putting it off is for oneself. */
export const isMeant = (key: string, { alert, act }: WaitingAct): boolean =>
  key === alert || (act.kind !== 'snoozed' && claimKey(key) === claimKey(alert));

/** One that a person ended stays as it ended; a person's end stands above one that came by itself. */
const yields = (alert: Alert, { kind }: StandingAct): boolean =>
  isLive(alert) || (isEndedByPerson({ status: kind }) && !isEndedByPerson(alert));

/** The acts whose alerts stand by now, in their order, and the state without them. */
export function dueActs(state: EpisodeState): {
  readonly due: readonly WaitingAct[];
  readonly state: EpisodeState;
} {
  const isDue = (acted: WaitingAct): boolean =>
    state.alerts.some(({ key }) => isMeant(key, acted)) || versionMeant(state, acted) !== undefined;
  const due = state.waitingActs.filter(isDue);
  if (due.length === 0) return { due, state };
  return {
    due,
    state: {
      ...state,
      waitingActs: state.waitingActs.filter((acted) => !isDue(acted)),
    },
  };
}

/** What an act says of the rupture that its alert is about, beside what it does to the alert. */
export type ActEffect =
  | 'claimed'
  | 'put-off'
  /** It was no rupture: both end together. */
  | 'rupture-withdrawn'
  /** It was one, and work on it has begun. */
  | 'rupture-repairing'
  | 'rupture-confirmed'
  /** The prompt ends; what the forms say stays in sight. */
  | 'rupture-stays'
  /** The alert is about an appointment; the rupture has an alert of its own. */
  | 'rupture-apart'
  /** It was low from the start: said once, and a later fall is said by itself. */
  | 'level-stays'
  | 'chance-judged-again'
  /** The calendar is no sign from here on. */
  | 'absence-withdrawn'
  /** The prompt ends; what the calendar says stays in sight until the client comes. */
  | 'absence-stays'
  /** The prompt ends; the figures stay in sight, and only a further clear step is told. */
  | 'outcome-stays'
  /** It was none: it is out of sight until a further clear step. */
  | 'outcome-set-aside'
  | 'answer-ended-for-all';

type Reason = EventOf<'alert.overridden'>['data']['reason'] | EventOf<'alert.resolved'>['data']['outcome'];

const OF_RUPTURE: Readonly<Record<Reason, ActEffect>> = {
  wrong: 'rupture-withdrawn',
  'talked-it-through': 'rupture-repairing',
  'changed-the-plan': 'rupture-repairing',
  'already-knew': 'rupture-confirmed',
  'not-relevant': 'rupture-stays',
  'bad-moment': 'rupture-stays',
  'nothing-needed': 'rupture-stays',
  'cannot-reach': 'rupture-stays',
};

const OF_OTHERS: Readonly<Record<string, { readonly wrong: ActEffect; readonly otherwise: ActEffect }>> = {
  [CLIENT_ABSENT.code]: { wrong: 'absence-withdrawn', otherwise: 'absence-stays' },
  [OUTCOME_WORSE.code]: { wrong: 'outcome-set-aside', otherwise: 'outcome-stays' },
  'stopping-chance': { wrong: 'chance-judged-again', otherwise: 'chance-judged-again' },
  'low-start': { wrong: 'level-stays', otherwise: 'level-stays' },
};

export function effectOf(rule: string, { kind, why }: Pick<StandingAct, 'kind' | 'why'>): ActEffect {
  if (kind === 'acknowledged') return 'claimed';
  if (kind === 'snoozed') return 'put-off';
  if (isSafety({ rule })) return 'answer-ended-for-all';
  if (rule === RUPTURE_OPEN.code) return OF_RUPTURE[why as Reason];
  const { wrong, otherwise } = OF_OTHERS[rule] ?? { wrong: 'rupture-apart', otherwise: 'rupture-apart' };
  return why === 'wrong' ? wrong : otherwise;
}
