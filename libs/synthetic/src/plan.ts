/** What is asked of the synthetic clinic, and what comes back. */
import type { ClinicEvent, EventData } from '#lib/events';
import { CLINIC_KINDS, type ClinicKind } from './kinds.js';

export interface ClinicPlan {
  readonly seed: number;
  /** At least 12. */
  readonly clinicians: number;
  /** At least 180; each has one episode. */
  readonly clients: number;
  readonly months: number;
  /** Milliseconds since 1970 UTC: "now". History ends here; what comes later is the clinic's future. */
  readonly endsAt: number;
  /** IANA name. Working hours are kept in this zone. */
  readonly zone: string;
  /** How much is said and recorded there. */
  readonly kind: ClinicKind;
}

export interface SyntheticEvent {
  /** When the source sends it, ms. Later than `event.occurredAt`: by seconds as a rule, by days when it is late. */
  readonly arriveAt: number;
  readonly event: ClinicEvent;
}

export type RuptureKind = 'withdrawal' | 'confrontation';
export type RuptureCause =
  | 'misunderstood'
  | 'felt-judged'
  | 'not-heard'
  | 'goals-apart'
  | 'task-not-fitting'
  | 'pace'
  | 'frame'
  | 'new-clinician';

export interface RuptureTruth {
  /** The visit after which the bond was lower, ms. */
  readonly began: number;
  readonly kind: RuptureKind;
  readonly cause: RuptureCause;
  /** How far the latent alliance (0 to 1) falls at the worst point. */
  readonly depth: number;
  /** Visits until the worst point: 1 is a sudden fall. */
  readonly visitsToDepth: number;
  readonly repairedAt?: number;
  /** A submitted form said so while it was open. */
  readonly reported: boolean;
}

export type EndHow = 'planned' | 'dropout' | 'moved' | 'referred';
export type EndWhy = 'goals-reached' | 'open-rupture' | 'weak-bond' | 'life-events' | 'relocation' | 'other-service';
export type Approach = NonNullable<EventData<'episode.opened'>['approach']>;

export interface EpisodeTruth {
  readonly episode: string;
  readonly client: string;
  /** Who it began with; hand-overs are in the events. */
  readonly clinician: string;
  readonly opened: number;
  readonly approach: Approach;
  readonly ruptures: readonly RuptureTruth[];
  /** Absent while the episode goes on. `at` is the end of the last visit: who stops, stops after it. */
  readonly ended?: { readonly at: number; readonly how: EndHow; readonly why: EndWhy };
  /** End of each attended visit, ms. */
  readonly visits: readonly number[];
  /**
   * For each attended visit, in order, the model's own probability that the client does not come back after it.
   * A visit that closed the episode by agreement has none, so this may be one shorter than `visits`.
   */
  readonly hazards: readonly number[];
  /** Beside each of `hazards`: the same chance with the shifts of person and clinician and commitment at their mean. */
  readonly knowable: readonly number[];
  /** Answers at the top of the scale whatever happens. */
  readonly ceiling: boolean;
  /** Share of the first symptom burden that therapy takes away in the long run; below 0: gets worse. */
  readonly responder: number;
}

export interface Absence {
  readonly from: number;
  readonly until: number;
  /** Holidays are known in advance and never booked; illness cancels what was booked. */
  readonly kind: 'holiday' | 'illness';
}

export interface SyntheticClinician {
  readonly clinician: string;
  readonly codesMarkers: boolean;
  readonly ratesTwinForm: boolean;
  readonly absences: readonly Absence[];
}

export interface SyntheticClient {
  readonly client: string;
  readonly episode: string;
  readonly clinician: string;
}

export interface SyntheticClinic {
  readonly plan: ClinicPlan;
  readonly clinicians: readonly SyntheticClinician[];
  readonly clients: readonly SyntheticClient[];
  /** One for each client, in the same order. */
  readonly truth: readonly EpisodeTruth[];
  /** Sorted by `arriveAt`, history and future together. */
  readonly events: readonly SyntheticEvent[];
}

export const FLOOR = { clinicians: 12, clients: 180, months: 9 } as const;

/** Fills in the defaults. Throws RangeError for a plan below the floor: rates mean nothing in a handful of people. */
export function completePlan(plan: Partial<ClinicPlan> & { endsAt: number }): ClinicPlan {
  const whole: ClinicPlan = { seed: 1, ...FLOOR, zone: 'Europe/Vienna', kind: 'usual', ...plan };
  for (const key of ['clinicians', 'clients'] as const) {
    if (!(Number.isInteger(whole[key]) && whole[key] >= FLOOR[key] && whole[key] <= 9_999)) {
      throw new RangeError(`${key} must be a whole number from ${FLOOR[key]} to 9999`);
    }
  }
  if (!(whole.months > 0 && whole.months <= 60)) throw new RangeError('months must be above 0 and at most 60');
  checkKind(whole.kind);
  if (!Number.isSafeInteger(whole.endsAt)) throw new RangeError('endsAt must be milliseconds since 1970 UTC');
  return whole;
}

function checkKind(kind: ClinicKind): void {
  if (!CLINIC_KINDS.includes(kind)) throw new RangeError(`kind must be one of ${CLINIC_KINDS.join(', ')}`);
}
