/** How an alert comes into being, is seen again, and changes its standing. */
import { type ClinicEvent, refOf } from '#lib/events';
import { DAY } from '#lib/kernel';
import { STOPPED_COMING } from '../dropout/absence.js';
import { NOBODY } from './recipient.js';
import type { EpisodeState } from '../state/episode-state.js';
import {
  isEndedByPerson,
  isLive,
  type Alert,
  type AlertFacts,
  type AlertStatus,
  type AlertTier,
} from '../state/alert.js';

export interface AlertRule<C extends string = string> {
  readonly code: C;
  readonly version: number;
  readonly tier: AlertTier;
  /** Only the strongest of a week reach anybody; the others are shown in the inbox. */
  readonly budgeted?: true;
}

const alertRule = <const C extends string>(rule: AlertRule<C>): AlertRule<C> => rule;

export const RUPTURE_OPEN = alertRule({ code: 'strain-open', version: 1, tier: 'talk-soon' });
export const MISSED_DURING_RUPTURE = alertRule({ code: 'missed-during-strain', version: 1, tier: 'talk-soon' });
export const SAFETY_ANSWER = alertRule({ code: 'safety-answer', version: 1, tier: 'act-today' });
export const CLIENT_ABSENT = alertRule({ code: STOPPED_COMING, version: 1, tier: 'talk-soon' });
/** Told as `keep-an-eye` where it asks for less. */
export const OUTCOME_WORSE = alertRule({ code: 'outcome-worse', version: 1, tier: 'talk-soon' });
export const LOW_START = alertRule({ code: 'low-start', version: 1, tier: 'talk-soon' });
/** Raised by earlier versions and not any more (ADR 19): alerts that were stored have to be read. */
const DROPOUT_RISK = alertRule({ code: 'stopping-chance', version: 1, tier: 'keep-an-eye', budgeted: true });
const ROSTER = [
  RUPTURE_OPEN,
  MISSED_DURING_RUPTURE,
  SAFETY_ANSWER,
  CLIENT_ABSENT,
  DROPOUT_RISK,
  OUTCOME_WORSE,
  LOW_START,
] as const;

export const ALERT_RULES: readonly AlertRule[] = ROSTER;

const BUDGETED: ReadonlySet<string> = new Set(ALERT_RULES.filter((rule) => rule.budgeted).map(({ code }) => code));
/** Whether a clinician hears of only so many of a kind in a week. */
export const hasQuota = ({ rule }: Pick<Alert, 'rule'>): boolean => BUDGETED.has(rule);
/** Every language owes words to each. */
export type AlertRuleCode = (typeof ROSTER)[number]['code'];

const MOST_EVIDENCE = 10;

export const standing = (status: AlertStatus): Pick<Alert, 'status' | 'snoozedUntil'> => ({
  status,
  snoozedUntil: null,
});

export function changeAlerts(
  state: EpisodeState,
  which: (alert: Alert) => boolean,
  change: Partial<Alert>,
): EpisodeState {
  if (!state.alerts.some(which)) return state;
  return { ...state, alerts: state.alerts.map((alert) => (which(alert) ? { ...alert, ...change } : alert)) };
}

export interface NewAlert {
  readonly cause: string;
  readonly evidence: readonly string[];
  readonly facts: AlertFacts;
  readonly event: ClinicEvent;
  readonly historical: boolean;
  /** In the place of the rule's own. */
  readonly tier?: AlertTier;
  /** Somebody in the place of whoever works with the client; on a rung of their own, beside the others. */
  readonly to?: { readonly rung?: string; readonly person: string };
}

/** The key is unique: what was told once is never told again, however it ended. */
export function raise(
  state: EpisodeState,
  rule: AlertRule,
  { cause, evidence, facts, event, historical, tier = rule.tier, to }: NewAlert,
): EpisodeState {
  const key = `${rule.code}${to?.rung ? `.${to.rung}` : ''}:${rule.version}:${cause}`;
  if (state.alerts.some((alert) => alert.key === key)) return state;
  const address = to ? { clinician: to.person, movedFrom: null } : inCharge(state);
  const alert: Alert = {
    key,
    rule: rule.code,
    ruleVersion: rule.version,
    cause,
    tier,
    raisedAt: event.occurredAt,
    ...address,
    status: 'open',
    snoozedUntil: null,
    cameBackAt: null,
    act: null,
    follows: followedBy(state, rule, { cause, clinician: address.clinician }),
    historical,
    evidence: [...evidence],
    seenAgain: 0,
    facts,
  };
  return { ...state, alerts: [...state.alerts, alert] };
}

/** What a cover has goes back once the cover is over. */
export const inCharge = ({ cover, clinician }: EpisodeState): Pick<Alert, 'clinician' | 'movedFrom'> =>
  cover === null ? { clinician: clinician ?? NOBODY, movedFrom: null } : { clinician: cover, movedFrom: clinician };

/** The one before it, where the same person heard of it and a person ended it. */
function followedBy(
  state: EpisodeState,
  { code }: AlertRule,
  { cause, clinician }: Pick<Alert, 'cause' | 'clinician'>,
): string | null {
  const alerts = state.alerts.filter(({ rule }) => rule === code);
  const before = code === SAFETY_ANSWER.code ? answerBefore(state, alerts, { cause, clinician }) : alerts.at(-1);
  return before?.clinician === clinician && isEndedByPerson(before) ? before.key : null;
}

/** A safety answer follows no other form's: only what the same form had said before. */
function answerBefore(
  { safety }: EpisodeState,
  told: readonly Alert[],
  { cause, clinician }: Pick<Alert, 'cause' | 'clinician'>,
): Alert | undefined {
  const follows = safety.find((note) => note.cause === cause)?.follows;
  return told.findLast((alert) => alert.cause === follows && alert.clinician === clinician);
}

/** What has gone on for longer was there before this system, and stands in the list. */
const STILL_NEWS = 42 * DAY;

/** What came with history was told to nobody: seen again now, it is news. A safety answer is one answer, and stays that. */
export const isFirstTold = ({ rule, historical, raisedAt }: Alert, event: ClinicEvent): boolean =>
  historical && !event.historical && rule !== SAFETY_ANSWER.code && event.occurredAt - raisedAt <= STILL_NEWS;

export function seeAgain(
  state: EpisodeState,
  alert: Alert,
  { event, facts }: Pick<NewAlert, 'event' | 'facts'>,
): EpisodeState {
  const all = [...alert.evidence, refOf(event)];
  const evidence = [...all.slice(0, 1), ...all.slice(1).slice(1 - MOST_EVIDENCE)];
  const change = isFirstTold(alert, event)
    ? { evidence, facts, historical: false, raisedAt: event.occurredAt }
    : { evidence, seenAgain: alert.seenAgain + 1, facts };
  return changeAlerts(state, ({ key, ...rest }) => key === alert.key && isLive({ key, ...rest }), change);
}
