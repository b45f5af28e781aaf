/**
 * Everything that this room says to a person, as members of one object per language. Facts are stored, and words are
 * made of them when somebody reads; so a language, or a better sentence, needs no rebuild.
 */
import type {
  ActEffect,
  AlertRuleCode,
  AskingRule,
  LaterVersion,
  PlainReason,
  RuleCode,
  RuptureState,
} from '#lib/alliance';
import type { FeatureName } from '#lib/hazard';
import type { Circumstance } from '#lib/attendance';
import type { SignCode } from '#lib/courses';
import type { ClinicEvent, EventData, EventType } from '#lib/events';
import type { DueReason, ShownAnyway } from './shown-anyway.js';
import type { Facet } from '#lib/instruments';
import type { Language } from '#lib/kernel';
import type { MarksInWords } from './mark-words.js';
import type { Text } from './text.js';

export interface Words {
  readonly language: Language;
  /** A number, or the digits of one, as it is written in running text. */
  readonly number: (value: number | string) => string;
  /** A day that is written `2026-03-02`. */
  readonly day: (day: string) => string;
  readonly alerts: AlertsInWords;
  readonly caseload: CaseloadInWords;
  readonly timeline: TimelineInWords;
  readonly facts: FactsInWords;
  /** What becomes of an alert, and of what it is about, when a person does something with it. */
  readonly acts: Readonly<Record<ActEffect | 'taken-back', string>>;
  /** What somebody did who looked at a client, as it is listed. */
  readonly looks: Readonly<Record<LookCode, string>>;
  readonly chances: ChancesInWords;
  /** Circumstances for which an appointment was missed or cancelled. */
  readonly reasons: Readonly<Record<Circumstance, string>>;
  readonly ownPart: OwnPartInWords;
  readonly findings: Readonly<Record<RuleCode, FindingInWords>>;
  /** Parts of the relationship, as they stand after "about". */
  readonly parts: Readonly<Record<Facet | 'collaboration', string>>;
  readonly marks: MarksInWords;
  readonly plan: PlanInWords;
  readonly outcome: OutcomeInWords;
  /** Titles of our instruments that are no proper names, by code. */
  readonly instruments: Readonly<Record<string, string>>;
}

export type LookCode =
  | ('caseload' | 'episode' | 'timeline' | 'alerts' | 'alert' | 'trace' | 'stream' | 'looks')
  | `alert-${'acknowledge' | 'snooze' | 'override' | 'resolve' | 'undo'}`
  | ('log' | 'set-aside' | 'failed' | 'find' | 'repairs' | 'operations' | 'pipeline')
  | ('verify' | 'backtest' | 'audit-export');

/** What an alert says before what might be tried. */
export interface RuleInWords {
  /** At most 80 characters: it is the caseload line too. */
  readonly title: Text;
  readonly whatChanged: Text;
  readonly comparedWith: Text;
  readonly howSure: Text;
  readonly otherReadings: Text;
}

export interface AdvisingRuleInWords extends RuleInWords {
  readonly tryNext: readonly Text[];
  /** To be said to the client. */
  readonly wordsToOpenWith: Text;
}

/** What to try about a strain comes from a pack of suggestions, which a clinic may change; the others bring it here. */
export type AlertsInWords = {
  readonly [C in AlertRuleCode]: C extends 'strain-open' ? RuleInWords : AdvisingRuleInWords;
} & {
  /** Answers to whether something felt off, as they stand in the facts. */
  readonly felt: Readonly<Record<'yes' | 'a little', string>>;
  /** What each small sign was, to stand in a list. */
  readonly smallSigns: Readonly<Record<SmallSign, string>>;
  /** One, or several as a list within a sentence. */
  readonly together: (parts: readonly string[]) => string;
  /** Ends the sentence of a list, and goes on with it. */
  readonly also: string;
};

/** A term of the strain score. */
export type SmallSign = SignCode;

/** One line for each reason; what a rule asks for is said for each rule that only asks. */
export interface CaseloadInWords extends Readonly<Record<PlainReason, string>> {
  readonly quiet: (day: string) => string;
  /** Whose they were, where not the client's. */
  readonly unanswered: (requests: number, member?: string) => string;
  readonly calledOff: (appointments: number) => string;
  readonly tasksNotDone: Readonly<Record<EventData<'engagement.task_assigned'>['taskKind'], string>>;
  readonly partLower: (part: string) => string;
  readonly partSwings: (part: string) => string;
  /** On the latest three forms; whose they are where they are not the client's. */
  readonly partLow: (part: string, member?: string) => string;
  readonly asking: Readonly<Record<AskingRule, string>>;
}

/** What the practice itself changed: protective, and of no person. */
export interface OwnPartInWords {
  readonly calledOff: (appointments: number) => string;
  readonly moved: (appointments: number) => string;
  readonly lateStarts: (late: number, seen: number) => string;
  readonly endedEarly: (early: number, told: number) => string;
  /** Follows them: how they are to be read. */
  readonly meaning: string;
}

export interface TimelineInWords {
  readonly strain: Readonly<Record<RuptureState, string>>;
  readonly sortedOutAtOnce: string;
  readonly quiet: string;
  readonly formMissing: string;
  readonly safetyOpen: string;
  readonly raised: (title: string) => string;
  readonly seenAgain: (title: string) => string;
  readonly back: (title: string) => string;
  readonly eased: (title: string) => string;
  readonly closed: (title: string) => string;
  /** A graver one has taken its place. */
  readonly grown: (title: string) => string;
  /** `wrong`: with a strain that a person said was none. */
  readonly withdrawn: Readonly<Record<'died' | 'consent' | 'wrong', (title: string) => string>>;
  /** Follow what an event was. */
  readonly score: (title: string, value: string) => string;
  readonly tooFewAnswers: (title: string) => string;
  /** What the form marked as helpful, and as getting in the way. */
  readonly helped: (ways: string) => string;
  readonly hindered: (ways: string) => string;
  /** Follow a score: how far it may be relied on. */
  readonly prorated: string;
  readonly totalAsSent: string;
  readonly totalDiffers: string;
  readonly answersDiffer: string;
  readonly firstCounts: string;
  readonly withoutConsent: string;
  readonly enteredLater: string;
  readonly otherClinician: (from: string) => string;
  /** A safety answer was given, and a later version of the form does not say it again. */
  readonly safetyLater: Readonly<Record<LaterVersion, string>>;
  readonly notActive: string;
  readonly takenBack: string;
  /** Of an outcome that was told after its appointment was taken back. */
  readonly struck: string;
  readonly corrected: string;
  /** Follows a missed appointment that does not count yet. */
  readonly provisional: string;
  /** Of a missed hour that could be taken back, and was not. */
  readonly wasProvisional: string;
  /** Of an outcome that a correction before it had set right. */
  readonly errorAgain: string;
  /** Of a missed hour at which the client was seen. */
  readonly clientWasThere: string;
  readonly notComing: string;
  /** Follow what a note was: who wrote it, and what became of it. */
  readonly noteBy: Readonly<Record<'supervisor' | 'other', string>>;
  readonly noteUnsigned: string;
  readonly noteReplaced: string;
  /** From here on it counts. */
  readonly final: string;
  /** From here on it does not. */
  readonly there: string;
}

/** How a form came to be. */
export type CameAs = Pick<
  Extract<ClinicEvent, { type: 'feedback.submitted' }>['data'],
  'respondent' | 'mode' | 'enteredBy'
>;

type Teller<T extends EventType> = (data: Extract<ClinicEvent, { type: T }>['data']) => string;
/** What each event was. Who did something is said only where the event says so. */
export type FactsInWords = { readonly [T in EventType]: string | Teller<T> };

/** What fell due by itself. What came of it, others may have changed by telling something late: so it is not said here. */
export type DueInWords = Readonly<Record<Exclude<DueReason, ShownAnyway>, string>>;

export interface ChancesInWords {
  /** Such as "about 3 in 10", out of ten everywhere. The first is said from the most that is shown on. */
  readonly most: string;
  readonly least: string;
  readonly inTen: (n: number) => string;
  /** What was looked at, whichever way it points. */
  readonly features: Readonly<Record<FeatureName, string>>;
  readonly next: (chance: string) => string;
  readonly soon: (chance: string) => string;
  readonly asUsual: string;
  readonly timesUsual: (times: string) => string;
  readonly reason: (feature: string, odds: 'higher' | 'lower', times: string) => string;
  readonly notEnough: string;
  readonly notBegun: string;
  readonly quietTooLong: string;
}

/** What the two have agreed, as far as anybody has said. */
export interface PlanInWords {
  readonly goalsAgreed: string;
  readonly goalsOpen: string;
  readonly expectationsClear: string;
  readonly expectationsOpen: string;
}

/** The course of outcome forms. Texts are filled in from the facts that `outcome` makes. */
export interface OutcomeInWords {
  readonly way: Readonly<Record<'higher' | 'lower', string>>;
  /** Stands before or after the name of the form, which names a member by itself; null: the client's. */
  readonly whose: (member: string | null) => string;
  readonly ofMember: (form: string, member: string) => string;
  /** Names of scales and items of our instruments, by `instrument.part`. */
  readonly parts: Readonly<Record<string, string>>;
  /** Names of bands, where the file's own do not serve. */
  readonly bands: Readonly<Record<string, string>>;
  readonly reasons: Readonly<Record<'outcome-improved' | 'outcome-recovered', Text>>;
  readonly back: Text;
  /** More than one form, and no clear change. */
  readonly within: Text;
  readonly plain: Text;
  readonly first: Text;
  /** On which side of it a figure lies, by the direction that is better. */
  readonly cutoff: Readonly<Record<'higher' | 'lower', Readonly<Record<'beyond' | 'within', string>>>>;
  /** Follow a score. */
  readonly sinceStart: Text;
  readonly asAtStart: string;
}

export interface FindingInWords {
  readonly title: string;
  /** One sentence: why this speaks for strain. */
  readonly because: string;
}
