import type { IsotonicStep } from '#lib/statistics';
import type { Basis } from '#lib/instruments';

/** Signals, in the order of the published table. */
export const FEATURES = [
  'level',
  'drop',
  'slope',
  'openW',
  'openC',
  'age',
  'repaired',
  'noshow',
  'earlyns',
  'latecx',
  'resch',
  'gap',
  'nofut',
  'nonresp',
  'hw',
  'det',
  'disc',
] as const;
export type FeatureName = (typeof FEATURES)[number];

/** Absent means not known, and adds nothing. */
export type Features = Readonly<Partial<Record<FeatureName, number>>>;

export interface Coefficient {
  readonly feature: FeatureName;
  /** Change of the log-odds per unit of the feature. */
  readonly beta: number;
  /** The feature is cut to this range before it is multiplied. */
  readonly min: number;
  readonly max: number;
  /** Of the size; the direction is better known than the size throughout. */
  readonly basis: Basis;
  /** One unit, and where the size comes from. */
  readonly about: string;
}

/** A transparent model: every number of it is here, and a new set of numbers is a new version. */
export interface HazardModel {
  readonly version: string;
  /** What it was calibrated on. */
  readonly calibration: string;
  /** Chance per interval with no signal at all, from that interval on until the next entry. */
  readonly baseline: readonly { readonly from: number; readonly chance: number }[];
  readonly coefficients: readonly Coefficient[];
  /** Of each of these sets only the strongest counts. */
  readonly exclusive: readonly (readonly FeatureName[])[];
  /** Read off after the sum, where a clinic had enough data to draw it: the chance from the chance. */
  readonly steps?: readonly IsotonicStep[];
}

/** Shifts of the log-odds for kinds of service. */
export const SITES = { trialLike: -0.45, naturalistic: -0.16, trainingClinic: 0 } as const;
export const USUAL_SITE: keyof typeof SITES = 'naturalistic';
