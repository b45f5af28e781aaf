/**
 * An episode as it was known at an instant. Everything that a chance is computed from goes through here, so that
 * nothing from after the instant can reach it: neither an event nor a correction of an earlier one.
 */
import type { Appointment } from '../attendance.js';
import { HOUSE_RULES, type ClinicRules } from '../clinic/clinic-rules.js';
import { foldEpisode, inOrder } from '../episode.js';
import type { ClinicEvent } from '../events/catalogue.js';
import { settle } from '../settle.js';
import type { EpisodeState } from '../state.js';

export interface Snapshot {
  /** Clinical time in milliseconds. */
  readonly at: number;
  readonly state: EpisodeState;
  /** What counted at that time, in clinical order: corrected, and without what was taken back. */
  readonly events: readonly ClinicEvent[];
  /** What the clinic chose: the state was folded under it. */
  readonly rules: ClinicRules;
}

export function snapshotAt(history: readonly ClinicEvent[], at: number, rules: ClinicRules = HOUSE_RULES): Snapshot {
  const known = inOrder(history.filter(({ occurredAt }) => occurredAt <= at));
  const events = settle(known).flatMap(({ effective }) => (effective ? [effective] : []));
  return { at, state: foldEpisode(known, rules), events, rules };
}

type OutcomeType = 'appointment.attended' | 'appointment.missed' | 'appointment.cancelled';
const OUTCOMES: ReadonlySet<string> = new Set<OutcomeType>([
  'appointment.attended',
  'appointment.missed',
  'appointment.cancelled',
]);
const isOutcome = (event: ClinicEvent): event is Extract<ClinicEvent, { type: OutcomeType }> =>
  OUTCOMES.has(event.type);

/** When an appointment was; one that was never booked in our sight counts at the time of its outcome. */
export function whenOf({ events }: Snapshot, { ref, start }: Appointment): number | undefined {
  return start ?? events.findLast((event) => isOutcome(event) && event.data.appointment === ref)?.occurredAt;
}
