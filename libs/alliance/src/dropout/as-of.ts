/**
 * An episode as it stands at an instant: everything that a chance is computed from. Live and in training it is the same
 * folded state, so that a model is never shown anything else than what it was fitted on.
 */
import type { ClinicRules } from '../rules/clinic-rules.js';
import type { EpisodeState } from '../state/episode-state.js';

export interface AttendanceAsOf {
  readonly state: EpisodeState;
  /** What the clinic chose: the state was folded under it. */
  readonly rules: ClinicRules;
}

export interface AsOf extends AttendanceAsOf {
  /** Clinical time in milliseconds, not before `state.asOf`. */
  readonly at: number;
}
