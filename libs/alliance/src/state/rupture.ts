import type { RuptureTier } from './rupture-tier.js';

export type RuptureState =
  | 'none'
  | 'suspected'
  | 'open'
  | 'repairing'
  | 'repaired'
  | 'unrepaired'
  | 'closed'
  /** It was known from small signs alone, and time and good news have taken them back. */
  | 'faded'
  /** A person said that it was none. */
  | 'withdrawn';
export type RuptureKind = 'withdrawal' | 'confrontation' | 'mixed' | 'unknown';

/** One rupture between two people, from its first sign to its end. */
export interface Rupture {
  readonly state: RuptureState;
  readonly tier: RuptureTier;
  readonly kind: RuptureKind;
  /** The part that fell most, as a scale code of the instrument; null when nothing numeric is known. */
  readonly facet: string | null;
  /** Clinical time of the first sign. */
  readonly onset: number;
  /** Id of the event of the first sign: the cause of its alerts. */
  readonly cause: string;
  readonly evidence: readonly string[];
  readonly rules: readonly string[];
  /** The series it is followed in: `code@version/respondent`; null while it is known from marks alone. */
  readonly series: string | null;
  /** The rating before the fall; null when only the client's own words are known. */
  readonly reference: number | null;
  /** The lowest rating since the first sign; null while there is none. */
  readonly nadir: number | null;
  /** Rated forms after the first sign. */
  readonly formsAfter: number;
  /** Forms in a row on which the client said that nothing felt off. */
  readonly calmForms: number;
  /** The client said in the form that it was sorted out within the hour. */
  readonly resolvedInSession: boolean;
  /** When it became probable; null while it is only suspected. */
  readonly probableAt: number | null;
  /** What made it probable was brought in from history. */
  readonly historical: boolean;
  readonly changedAt: number;
  /** When it fades by itself, where it is known from small signs alone; null otherwise. */
  readonly fadesAt: number | null;
  /** What was tried, as marked in notes: the first and the latest. */
  readonly repairs: readonly RepairAttempt[];
  /** The clinician's own part, 1 to 5, as they rated it themselves: for supervision, in no list. */
  readonly contribution: number | null;
  readonly facts: Readonly<Record<string, string | number>>;
}

export interface RepairAttempt {
  /** When the hour was. */
  readonly at: number;
  readonly event: string;
  /** Names of the strategies, in kebab-case; empty when only the attempt was ticked. */
  readonly strategies: readonly string[];
  /** Whoever marked it saw the work come back. */
  readonly achieved: boolean;
}

export const isUnsettled = (rupture: Rupture | null): rupture is Rupture =>
  rupture !== null && ['suspected', 'open', 'repairing', 'unrepaired'].includes(rupture.state);
