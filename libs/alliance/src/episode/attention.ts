/**
 * What an episode asks for, and because of what: a decision, as codes and facts. Its sentence is made where somebody
 * reads it (`presentation`), so that following an event renders no words and no wording can stop a projection.
 */
import { calledOffInRow } from '#lib/attendance';
import { isAgreementMarked } from '../relationship/marks.js';
import { splitOf } from '../relationship/split.js';
import { DEFAULT_RULES, type ClinicRules } from '../rules/clinic-rules.js';
import { isLive, type Alert, type AlertTier } from '../state/alert.js';
import type { EpisodeState, SafetyNote, Task } from '../state/episode-state.js';
import { absenceFacts } from '../alerts/absence-alerts.js';
import { CLIENT_ABSENT } from '../alerts/raise.js';
import { isPartSwinging } from '../alerts/strain-facts.js';
import { absenceInSight } from '../dropout/absence.js';
import { kindNotDone } from './tasks-not-done.js';
import { isUnsettled, type Rupture } from '../state/rupture.js';
import { calmReason, type CalmReason } from './calm-reason.js';
import { silentMember } from './silent-member.js';
import { lowReason, type LowReason } from './low-reasons.js';
import { betterReason, worseReason, type OutcomeReason } from './outcome-reasons.js';

export type Attention = AlertTier | 'on-course' | 'not-enough-yet';

/** Reasons that need no fact beside their code. */
export type PlainReason =
  | 'ended'
  | 'died'
  | 'no-consent'
  | 'paused'
  | 'unopened'
  | 'members-differ'
  | 'easing'
  | 'strained'
  | 'going-down'
  | 'swinging'
  | 'safety-open'
  | 'goals-open'
  | CalmReason;

export type AttentionReason =
  | { readonly code: PlainReason }
  | { readonly code: 'alert'; readonly alert: Alert }
  /** Nothing heard since then although a strain is open; clinical time in milliseconds. */
  | { readonly code: 'quiet'; readonly since: number }
  /** `requests`: how many in a row came to nothing, at least 2. */
  | { readonly code: 'unanswered'; readonly requests: number; readonly member?: string }
  /** The client has not come: an alert of that rule about it would say the same. */
  | ({ readonly code: 'absent' } & Pick<Alert, 'rule' | 'facts'>)
  /** The client called off so many in a row, at least 3. */
  | { readonly code: 'called-off'; readonly hours: number }
  | { readonly code: 'tasks-not-done'; readonly kind: Task['kind'] }
  | LowReason
  | OutcomeReason;

export interface AttentionNow {
  readonly attention: Attention;
  readonly because: AttentionReason;
}

/** By this kept hour goals are agreed, or it is worth a look. */
const HOURS_TO_AGREE = 3;

/** The first of these that applies. */
export const attentionOf = (state: EpisodeState, rules: ClinicRules = DEFAULT_RULES): AttentionNow =>
  whyOver(state) ??
  whyToday(state) ??
  whyResting(state) ??
  whySoon(state) ??
  whyLook(state, rules) ??
  whyCalm(state, rules);

const plain = (attention: Attention, code: PlainReason): AttentionNow => ({ attention, because: { code } });
const ofAlert = (alert: Alert): AttentionNow => ({ attention: alert.tier, because: { code: 'alert', alert } });
const look = (because: AttentionReason): AttentionNow => ({ attention: 'keep-an-eye', because });

/** What came with history stands in the timeline at its date. It waits for nobody, and is no reason to act today. */
const isWaiting = (alert: Alert): boolean => isLive(alert) && !alert.historical;

/** Putting a safety alert off does not take it out of sight. */
function whyToday({ alerts }: EpisodeState): AttentionNow | undefined {
  const alert = alerts.findLast((a) => isWaiting(a) && a.tier === 'act-today');
  return alert && ofAlert(alert);
}

/** The most urgent one, and of several the latest: what came later and can wait does not hide what cannot. */
function whySoon({ alerts, quietSince }: EpisodeState): AttentionNow | undefined {
  const waiting = alerts.filter((a) => isWaiting(a) && a.status !== 'snoozed');
  const alert = waiting.findLast(({ tier }) => tier === 'talk-soon') ?? waiting.at(-1);
  if (!alert) return undefined;
  return quietSince === null
    ? ofAlert(alert)
    : { attention: alert.tier, because: { code: 'quiet', since: quietSince } };
}

const whyOver = ({ died }: EpisodeState): AttentionNow | undefined =>
  died === null ? undefined : plain('on-course', 'died');

function whyResting({ status, consent }: EpisodeState): AttentionNow | undefined {
  if (status === 'closed') return plain('on-course', 'ended');
  if (status === 'paused') return plain('on-course', 'paused');
  if (status === 'unopened') return plain('not-enough-yet', 'unopened');
  return consent.scoring ? undefined : plain('not-enough-yet', 'no-consent');
}

type Why = (state: EpisodeState, rules: ClinicRules) => AttentionNow | undefined;

/** What asks for a look, first things first. */
const WHY_LOOK: readonly Why[] = [
  (state) => whyRupture(state),
  (state) => whyAbsent(state),
  (state, rules) => whyWorse(state, rules),
  (state) => whyMissing(state),
  (state, rules) => whySplit(state, rules),
  (state, rules) => whyLow(state, rules),
  (state) => whyCalledOff(state),
  (state) => whyTasks(state),
  (state) => whyGoals(state),
];

function whyLook(state: EpisodeState, rules: ClinicRules): AttentionNow | undefined {
  for (const why of WHY_LOOK) {
    const found = why(state, rules);
    if (found) return found;
  }
  return undefined;
}

function whyAbsent(state: EpisodeState): AttentionNow | undefined {
  const absence = absenceInSight(state);
  return absence && look({ code: 'absent', rule: CLIENT_ABSENT.code, facts: absenceFacts(state, absence) });
}

function whyCalledOff(state: EpisodeState): AttentionNow | undefined {
  const hours = calledOffInRow(state);
  return hours === 0 ? undefined : look({ code: 'called-off', hours });
}

function whyTasks({ tasks, asOf }: EpisodeState): AttentionNow | undefined {
  const kind = kindNotDone(tasks, asOf);
  return kind && look({ code: 'tasks-not-done', kind });
}

const whySplit = ({ series }: EpisodeState, rules: ClinicRules): AttentionNow | undefined =>
  splitOf(series, rules)?.wide ? look({ code: 'members-differ' }) : undefined;

function whyLow(state: EpisodeState, rules: ClinicRules): AttentionNow | undefined {
  const because = lowReason(state, rules);
  return because && look(because);
}

function whyWorse(state: EpisodeState, rules: ClinicRules): AttentionNow | undefined {
  const because = worseReason(state, rules);
  return because && look(because);
}

function whyRupture({ rupture, quietSince }: EpisodeState): AttentionNow | undefined {
  if (!isUnsettled(rupture)) return undefined;
  if (quietSince !== null) return look({ code: 'quiet', since: quietSince });
  return look(rupture.state === 'repairing' ? { code: 'easing' } : whatMoved(rupture));
}

function whatMoved({ facts }: Rupture): AttentionReason {
  if (facts['swings'] !== undefined) return { code: 'swinging' };
  if (isPartSwinging(facts)) return { code: 'part-swings', part: String(facts['swingPart']) };
  if (facts['part'] !== undefined) return { code: 'part-lower', part: String(facts['part']) };
  return { code: facts['slowly'] === undefined ? 'strained' : 'going-down' };
}

function whyMissing(state: EpisodeState): AttentionNow | undefined {
  const note = state.safety.at(-1);
  if (note?.level === 'not-answered' && isLatestForm(state, note)) return look({ code: 'safety-open' });
  if (state.unanswered >= 2) return look({ code: 'unanswered', requests: state.unanswered });
  const silent = silentMember(state);
  return silent && look({ code: 'unanswered', ...silent });
}

/** Goals come first, and are agreed within a few hours. Where no source says anything of them, nothing is known. */
const whyGoals = ({ goalsAgreed, attendance, hours }: EpisodeState): AttentionNow | undefined =>
  goalsAgreed === false && attendance.tallies.kept >= HOURS_TO_AGREE && !isAgreementMarked(hours)
    ? look({ code: 'goals-open' })
    : undefined;

/** Whether a safety note is about the newest form of its kind. */
const isLatestForm = ({ series }: EpisodeState, note: SafetyNote): boolean =>
  series.some(({ instrument, ratings }) => instrument === note.instrument && ratings.at(-1)?.form === note.form);

function whyCalm(state: EpisodeState, rules: ClinicRules): AttentionNow {
  const code = calmReason(state, rules);
  const better = GIVES_WAY.has(code) ? betterReason(state, rules) : undefined;
  if (better) return { attention: 'on-course', because: better };
  return plain(TOO_FEW.has(code) ? 'not-enough-yet' : 'on-course', code);
}

const TOO_FEW: ReadonlySet<CalmReason> = new Set(['no-forms', 'outcome-only', 'other-forms', 'one-form']);
/** To an outcome that got better. */
const GIVES_WAY: ReadonlySet<CalmReason> = new Set([
  ...TOO_FEW,
  ...(['two-forms', 'risen', 'steady', 'members-risen', 'members-steady'] as const),
]);
