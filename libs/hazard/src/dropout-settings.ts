/** What a clinic chose for the chance that work stops early. A recalibrated model is kept here in full, for replay. */
import type { FeatureName, HazardModel } from './hazard-model.js';
import type { IsotonicStep } from '#lib/statistics';

export interface DropoutSettings {
  /** Version of the model that a person approved. */
  readonly model: string;
  /** Shift of the log-odds for this service; see SITES. */
  readonly site: number;
  /** What the clinic's own data changed; absent: the start values. */
  readonly calibration?: Calibration;
  /** The clinic's own clients, by instrument, in place of the norms that an instrument brings. */
  readonly references?: readonly Reference[];
  /** A proposal is judged by whom it would put first: so many for one clinician in a week; 2 unless chosen. */
  readonly perWeek?: number;
  /** And nobody below this many times what is usual at that point; 2.5 unless chosen, and never less. */
  readonly leastRatio?: number;
}

/** All that recalibration may change. What is not named stays as the model has it. */
export interface Calibration {
  /** Names the data and the step of the ladder, such as `2026-03-02 priors`. */
  readonly name: string;
  readonly baseline?: HazardModel['baseline'];
  readonly betas?: Readonly<Partial<Record<FeatureName, number>>>;
  readonly steps?: readonly IsotonicStep[];
}

/** What ratings are held against: the clinic's own clients, or the norm of the instrument. */
export interface Reference {
  readonly code: string;
  readonly version: string;
  readonly mean: number;
  /** Above 0. */
  readonly sd: number;
}
