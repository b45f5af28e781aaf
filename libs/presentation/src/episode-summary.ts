/** One line of a caseload: what to look at, and why, in plain words. */
import {
  attentionOf,
  isLive,
  isRuleCode,
  isUnsettled,
  latestAlliance,
  latestOwnForms,
  nextAppointmentOf,
  relationshipOf,
  DEFAULT_RULES,
  type Attention,
  type AttentionReason,
  type ClinicRules,
  type EpisodeState,
  type Relationship,
  type Rupture,
  type RuptureKind,
  type RuptureState,
  type RuptureTier,
} from '#lib/alliance';
import { missedWeeksOf, type EpisodeStatus, type MissedWeeks } from '#lib/attendance';
import { DAY, toIso } from '#lib/kernel';
import { dropoutRiskNow } from './dropout-risk.js';
import type { DropoutRisk } from './dropout-risk-words.js';
import { partName, shortened, titleOf } from './alert-words.js';
import { wordWords } from './mark-words.js';
import { sayOutcome, summariseOutcome, type OutcomeSummary } from './outcome-words.js';
import { DEFAULT_WORDING, type Wording } from './wording.js';
import type { FindingInWords, Words } from './words.js';

export interface EpisodeSummary {
  readonly client: string;
  /** When the practice system made the client's record, and when it last changed something in it: names are kept there. */
  readonly clientSince?: number;
  readonly clientUpdated?: number;
  readonly clinician: string;
  /** Who looks after the clinician's work here, where a source said so. */
  readonly supervisor?: string;
  readonly status: EpisodeStatus;
  readonly opened?: number;
  readonly attention: Attention;
  /** Plain words, at most 80 characters. */
  readonly reason: string;
  readonly rupture: null | {
    readonly state: RuptureState;
    readonly kind: RuptureKind;
    /** A scale code of the instrument: the part that fell most. */
    readonly facet?: string;
    readonly onset: number;
    readonly tier: RuptureTier;
    /** Which rules speak for it, in the order in which they did, and why. */
    readonly noticed: readonly Noticed[];
    /** What notes marked about it was about, in words; absent where no mark carries a word. */
    readonly marked?: readonly string[];
  };
  /** Whether goals are agreed, as the practice system says; absent where it says nothing. */
  readonly goalsAgreed?: boolean;
  /** Whether expectations are clear, by the latest mark about it in a note; absent where there is none. */
  readonly expectationsClear?: boolean;
  /** The client's own last six ratings, 0 to 100, oldest first; null where a form is missing or has no score. */
  readonly lastAlliance: readonly (number | null)[];
  /** For each of `lastAlliance`, whether it is made up to a whole form from fewer answers; absent where none is. */
  readonly lastAllianceProrated?: readonly boolean[];
  /** How the client is, by each form about it; absent where there is none. */
  readonly outcome?: readonly OutcomeSummary[];
  readonly nextAppointment?: number;
  readonly lastAttended?: number;
  readonly attended: number;
  readonly missedByClient: number;
  /** Weeks in a row without a kept hour, individual and in the group; absent where the approach does not count them. */
  readonly missedWeeks?: MissedWeeks;
  /** Open, acknowledged or snoozed, without what came with history. */
  readonly openAlerts: number;
  /** Absent where the clinic has the chance of stopping early off. */
  readonly stopping?: DropoutRisk;
  readonly asOf: number;
}

/** `rule` is its code, as in docs/reference/strain.md. */
export interface Noticed extends FindingInWords {
  readonly rule: string;
}

export function summarise(
  state: EpisodeState,
  rules: ClinicRules = DEFAULT_RULES,
  { words }: Wording = DEFAULT_WORDING,
): EpisodeSummary {
  const { attendance, opened } = state;
  const { attention, because } = attentionOf(state, rules);
  const marked = markedIn(state, rules);
  return {
    client: state.client,
    clinician: state.clinician ?? '',
    ...peopleIn(state),
    status: state.status,
    ...(opened === null ? {} : { opened }),
    attention,
    reason: sentenceOf(because, words),
    ...outcomeOf(state, rules, words),
    rupture: state.rupture && shown(state.rupture, marked.marks, words),
    ...agreedIn(marked.plan),
    lastAlliance: latestAlliance(state, rules),
    ...proratedOf(state, rules),
    ...datesOf(state),
    attended: attendance.tallies.kept,
    missedByClient: attendance.tallies.missedByClient,
    ...weeksOf(state),
    openAlerts: state.alerts.filter((alert) => isLive(alert) && !alert.historical).length,
    ...stoppingOf(dropoutRiskNow(state, rules, words)),
    asOf: state.asOf,
  };
}

function outcomeOf(state: EpisodeState, rules: ClinicRules, words: Words): Pick<EpisodeSummary, 'outcome'> {
  const outcome = summariseOutcome(state, rules, words);
  return outcome.length === 0 ? {} : { outcome };
}

function peopleIn(state: EpisodeState): Pick<EpisodeSummary, 'clientSince' | 'clientUpdated' | 'supervisor'> {
  const { clientSince, clientUpdated, supervisor, left } = state;
  return {
    ...(clientSince === null ? {} : { clientSince }),
    ...(clientUpdated === null ? {} : { clientUpdated }),
    ...(supervisor === null || left.includes(supervisor) ? {} : { supervisor }),
  };
}

function proratedOf(state: EpisodeState, rules: ClinicRules): Pick<EpisodeSummary, 'lastAllianceProrated'> {
  const lastAllianceProrated = latestOwnForms(state, rules).map(({ prorated }) => prorated);
  return lastAllianceProrated.includes(true) ? { lastAllianceProrated } : {};
}

function weeksOf(state: EpisodeState): Pick<EpisodeSummary, 'missedWeeks'> {
  const missedWeeks = missedWeeksOf(state);
  return missedWeeks === undefined ? {} : { missedWeeks };
}

const stoppingOf = (stopping: DropoutRisk | undefined): Pick<EpisodeSummary, 'stopping'> =>
  stopping === undefined ? {} : { stopping };

function datesOf(state: EpisodeState): Pick<EpisodeSummary, 'nextAppointment' | 'lastAttended'> {
  const nextAppointment = nextAppointmentOf(state);
  return {
    ...(nextAppointment === undefined ? {} : { nextAppointment }),
    ...(state.attendance.lastAttended === null ? {} : { lastAttended: state.attendance.lastAttended }),
  };
}

interface Marked {
  readonly marks: Relationship['marks'];
  readonly plan: Pick<Relationship['plan'], 'goalsAgreed' | 'expectationsClear'>;
}

/** Most episodes have no mark, and then there is nothing to work out. */
function markedIn(state: EpisodeState, rules: ClinicRules): Marked {
  const { goalsAgreed, hours } = state;
  return hours.length > 0
    ? relationshipOf(state, rules)
    : { marks: [], plan: { goalsAgreed, expectationsClear: null } };
}

const agreedIn = ({ goalsAgreed, expectationsClear }: Marked['plan']) => ({
  ...(goalsAgreed === null ? {} : { goalsAgreed }),
  ...(expectationsClear === null ? {} : { expectationsClear }),
});

const shown = (rupture: Rupture, marks: Marked['marks'], words: Words): EpisodeSummary['rupture'] => ({
  ...standingOf(rupture, words),
  ...markedAbout(rupture, marks, words),
});

/** A mark so close to the first sign is about the same hour. */
const SAME_HOUR = 3 * DAY;

function markedAbout(
  rupture: Rupture,
  marks: Marked['marks'],
  words: Words,
): Pick<NonNullable<EpisodeSummary['rupture']>, 'marked'> {
  const until = isUnsettled(rupture) ? Infinity : (rupture as Rupture).changedAt;
  const about = marks.filter(
    ({ at, code }) => code.startsWith('rupture.') && at >= rupture.onset - SAME_HOUR && at <= until,
  );
  const marked = [...new Set(about.flatMap(({ word }) => (word === null ? [] : [wordWords(word, words)])))];
  return marked.length === 0 ? {} : { marked };
}

const standingOf = ({ state, kind, facet, onset, tier, rules }: Rupture, words: Words) => ({
  state,
  kind,
  ...(facet === null ? {} : { facet }),
  onset,
  tier,
  noticed: rules.filter(isRuleCode).map((rule) => ({ rule, ...words.findings[rule] })),
});

/** The sentence of a reason; at most 80 characters. */
function sentenceOf(because: AttentionReason, words: Words): string {
  const { code } = because;
  if (code === 'alert') return titleOf(because.alert, words);
  if (code === 'absent') return titleOf(because, words);
  if ('part' in because) return partSentence(because, words);
  if ('facts' in because) return outcomeSentence(because, words);
  return 'rule' in because ? words.caseload.asking[because.rule] : wordsOf(because, words);
}

function wordsOf(because: PlainOrCounted, { caseload, day }: Words): string {
  if (because.code === 'quiet') return caseload.quiet(day(toIso(because.since)));
  if (because.code === 'tasks-not-done') return caseload.tasksNotDone[because.kind];
  if (because.code === 'unanswered') return shortened(caseload.unanswered(because.requests, because.member));
  return because.code === 'called-off' ? caseload.calledOff(because.hours) : caseload[because.code];
}

function partSentence(because: PartReason, words: Words): string {
  const part = partName(because.part, words);
  const { partLower, partSwings, partLow } = words.caseload;
  if (because.code === 'part-low') return shortened(partLow(part, because.member));
  return shortened(because.code === 'part-lower' ? partLower(part) : partSwings(part));
}

function outcomeSentence({ code, facts }: OutcomeReason, words: Words): string {
  if (code === 'outcome-worse') return titleOf({ rule: code, facts }, words);
  return shortened(sayOutcome(words.outcome.reasons[code], facts, words));
}

type PartReason = Extract<AttentionReason, { readonly part: string }>;
type PlainOrCounted = Exclude<
  AttentionReason,
  PartReason | OutcomeReason | { readonly code: 'alert' | 'absent' | 'asking' }
>;
type OutcomeReason = Exclude<Extract<AttentionReason, { readonly facts: unknown }>, { readonly code: 'absent' }>;
