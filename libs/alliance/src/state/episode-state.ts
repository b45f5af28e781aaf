import type { Alert, StandingAct } from './alert.js';
import type { Attendance, EpisodeStatus, Span } from '#lib/attendance';
import type { Approach } from '../rules/clinic-rules.js';
import type { EventData, LogPosition } from '#lib/events';
import type { Safety } from '#lib/instruments';
import type { Outcome } from '#lib/outcome';
import type { HeldForms } from './held-forms.js';
import type { LatestForm } from './latest-form.js';
import type { TherapistContribution } from '#lib/attendance';
import type { CodedSession } from './coded-session.js';
import type { Rupture } from './rupture.js';
import type { Series } from './series.js';

/** What the client lets us do; withdrawn until it is given again. */
export interface Consent {
  /** Forms and marks count, and the chance of stopping early is looked at. */
  readonly scoring: boolean;
  /** Somebody is prompted. A safety answer is told all the same. */
  readonly alerts: boolean;
  /** Messages about this client leave the house; without it prompts stand in the list alone. */
  readonly messages: boolean;
}

export interface Absence {
  readonly person: string;
  readonly from: number;
  /** Null until the return is told. */
  readonly until: number | null;
  /** Who stands in; null where nobody was named. */
  readonly cover: string | null;
}

/** One record of a client went into another one. */
export interface Merge {
  readonly retired: string;
  readonly survivor: string;
}

/** A merge, or the taking back of one, that changes nothing: for operations. */
export interface IdleMerge {
  /** Reference of the event. */
  readonly event: string;
  readonly reason: 'merged_elsewhere' | 'not_merged';
}

/** A form that was asked for and is not back. */
export interface AwaitedForm {
  readonly form: string;
  readonly instrument: string;
  readonly version: string;
  /** From here on silence is a fact. */
  readonly dueAt: number;
  /** Of one member, where several come together; absent where the client was asked. */
  readonly member?: string;
}

/** One task between hours. */
export interface Task {
  readonly task: string;
  readonly kind: EventData<'engagement.task_assigned'>['taskKind'];
  /** By when, where somebody said so. */
  readonly dueAt: number | null;
  /** The share that was done, 0 to 1; null until something was said of it. */
  readonly done: number | null;
}

/** How a later version of a form stands to an answer that an earlier one gave. */
export type LaterVersion = 'amended' | 'sent-again' | 'voided' | 'wrong-person';

/** One version of a form that gave an answer beside the one that its note is named after. */
export interface SafetyVersion {
  readonly at: number;
  readonly answeredOn: string | null;
  readonly level: Exclude<Safety, 'none' | 'not-answered'>;
  readonly event: string;
  readonly cause: string;
}

/** What was answered to a safety question of one form, in the gravest version; or that it was left open. */
export interface SafetyNote {
  /** When it became known, which is when it was entered; somebody may be told from here on. */
  readonly at: number;
  /** The day of the answer, `2026-03-02`, where it was entered later; null otherwise. */
  readonly answeredOn: string | null;
  /** The reference, which forms of other instruments may share. */
  readonly form: string;
  readonly instrument: string;
  readonly level: Exclude<Safety, 'none'>;
  readonly event: string;
  readonly cause: string;
  readonly historical: boolean;
  /** Cause of the answer before it on the same form, where this one is news; null otherwise. */
  readonly follows: string | null;
  /** The latest version that says otherwise; null while there is none. */
  readonly later: LaterVersion | null;
  /** Other versions with an answer, the latest 20. */
  readonly versions: readonly SafetyVersion[];
}

/** What a person did with an alert that does not stand yet: a late event moved its raising behind the act. */
export interface WaitingAct {
  readonly alert: string;
  readonly act: StandingAct;
  readonly until: number | null;
  /** Forms up to this clinical time had come when a person ended it; null where nobody says so. */
  readonly knew: number | null;
}

/** A person ended the prompt about a rupture: from here on only what is new is told. */
export interface AnsweredPrompt {
  /** Clinical time of the latest form that the person knew. */
  readonly at: number;
  /** Of the rupture that the prompt was about. */
  readonly cause: string;
}

export const FORMAT = 9;

/**
 * All that is known of one episode, as plain JSON. Absent is written null: a key that comes and goes would move, and
 * the same history has to give the same text whether it was folded in one go or in two.
 */
export interface EpisodeState {
  /** Of this text. A state of another format is folded again from the events. */
  readonly format: typeof FORMAT;
  readonly episode: string;
  readonly client: string;
  readonly clinician: string | null;
  /** Receives alerts in the clinician's place. */
  readonly cover: string | null;
  /** A handover that is known and not yet effective. */
  readonly handover: { readonly to: string; readonly at: number } | null;
  /** A cover that is known and not yet effective. */
  readonly coverFrom: { readonly to: string; readonly at: number } | null;
  /** Looks after the clinician's work here, and is told nothing for that reason alone. */
  readonly supervisor: string | null;
  /** A supervision that is known and not yet effective. */
  readonly supervisionFrom: { readonly to: string; readonly at: number } | null;
  readonly status: EpisodeStatus;
  /** Since when an agreed interruption is on; null where none is. */
  readonly pausedSince: number | null;
  /** When an agreed interruption ends by itself; null where no end was agreed, or none is on. */
  readonly pausedUntil: number | null;
  /** When the client's death was reported; nothing is asked or told from then on. */
  readonly died: number | null;
  readonly consent: Consent;
  /** Every reference that names this client: the episode's own, and those of records that were merged. */
  readonly knownAs: readonly string[];
  /** Merges of this client's records that were not taken back. */
  readonly merges: readonly Merge[];
  /** Records that were taken out of a merge. */
  readonly apart: readonly string[];
  /** The latest 20. */
  readonly idleMerges: readonly IdleMerge[];
  /** Events that name another client, or open the running episode for another clinician: set aside, the latest 60. */
  readonly foreign: readonly string[];
  /** Other clients whom its events name, and what these went into: one may be a record that went into this client's. */
  readonly named: readonly string[];
  /** What waits for an instrument, the latest 60 editions. */
  readonly held: readonly HeldForms[];
  /**
   * Everybody of the clinic who ever had to do with it: works or worked with the client, covers, will, or is to hear of a
   * safety answer. What is told of them comes into it, also when they were its people only once.
   */
  readonly staff: readonly string[];
  /** Of the people of this episode, those who have left the clinic. */
  readonly left: readonly string[];
  /** Announced absences of the people of this episode, each person's latest. */
  readonly away: readonly Absence[];
  /** Of the people of this episode, who hears in somebody's place when that person has left. */
  readonly leads: readonly { readonly person: string; readonly lead: string }[];
  /** When the client's record was made, and when something in it was changed last, in the practice system. */
  readonly clientSince: number | null;
  readonly clientUpdated: number | null;
  /** How the two work, where a source said so: a clinic may tune rules by it. */
  readonly approach: Approach | null;
  /** Days from one hour to the next and number of hours, as planned; null where no source said so. */
  readonly cadenceDays: number | null;
  readonly plannedVisits: number | null;
  /** Whether the two have agreed on goals. */
  readonly goalsAgreed: boolean | null;
  readonly opened: number | null;
  /** Latest opening or resumption: silence is counted from here at the earliest. */
  readonly running: number | null;
  /** Agreed breaks and the clinician's announced leaves that are over, the last 8. */
  readonly breaks: readonly Span[];
  readonly asOf: number;
  /** Sort key of the last folded event. */
  readonly last:
    | (LogPosition & {
        /** Where it stands in the fold: its own time, or that of its fact. */
        readonly at: number;
      })
    | null;
  readonly series: readonly Series[];
  readonly rupture: Rupture | null;
  readonly pastRuptures: number;
  /** Small signs up to here belong to another pair's work; null where there was none before. */
  readonly signsFrom: number | null;
  /** Hours that were marked in notes, in the order of marking, the last 20. */
  readonly hours: readonly CodedSession[];
  readonly attendance: Attendance;
  /** Each person's latest form about the parts of the relationship, one for each series. */
  readonly latestForms: readonly LatestForm[];
  readonly ownPart: TherapistContribution;
  readonly awaited: readonly AwaitedForm[];
  /** Whether the client was ever asked for a form. */
  readonly asked: boolean;
  /** Forms in a row that were due and did not come. */
  readonly unanswered: number;
  /** Forms that were begun and not finished. */
  readonly unfinished: number;
  /** Tasks between hours: of each kind the last 6 that something was said of, and the last 6 others. */
  readonly tasks: readonly Task[];
  /** How the client is, by their own forms: it is theirs, whoever works with them. */
  readonly outcome: Outcome;
  /** Nothing heard since this instant although a rupture is open; null when that is not so. */
  readonly quietSince: number | null;
  /** The client has not come since this instant, for longer than is usual here; null when that is not so. */
  readonly absentSince: number | null;
  readonly safety: readonly SafetyNote[];
  readonly alerts: readonly Alert[];
  /** The last 20. */
  readonly waitingActs: readonly WaitingAct[];
  /** The latest prompt about a rupture that a person ended, in this pair's work. */
  readonly answered: AnsweredPrompt | null;
}
