import type { StrainTier } from './tier.js';

export type RuptureState = 'none' | 'suspected' | 'open' | 'repairing' | 'repaired' | 'unrepaired' | 'closed';
export type RuptureKind = 'withdrawal' | 'confrontation' | 'mixed' | 'unknown';

/** One strain between two people, from its first sign to its end. */
export interface Rupture {
  readonly state: RuptureState;
  readonly tier: StrainTier;
  readonly kind: RuptureKind;
  /** The part that fell most, as a scale code of the instrument; null when nothing numeric is known. */
  readonly facet: string | null;
  /** Clinical time of the first sign. */
  readonly onset: number;
  /** Id of the event of the first sign: the cause of its alerts. */
  readonly cause: string;
  readonly evidence: readonly string[];
  readonly rules: readonly string[];
  /** The series it is followed in: `code@version/respondent`. */
  readonly series: string;
  /** The rating before the fall; null when only the client's own words are known. */
  readonly reference: number | null;
  /** The lowest rating since the first sign. */
  readonly nadir: number;
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
  readonly facts: Readonly<Record<string, string | number>>;
}

export const isUnsettled = (rupture: Rupture | null): rupture is Rupture =>
  rupture !== null && ['suspected', 'open', 'repairing', 'unrepaired'].includes(rupture.state);
