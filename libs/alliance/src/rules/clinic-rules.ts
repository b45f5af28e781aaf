/**
 * What one clinic has chosen. A fold takes these rules beside the events, so that the same log and the same rules give
 * the same state; a changed choice is a new revision, and takes effect by a silent rebuild, never in the middle of one.
 */
import type { EventData } from '#lib/events';
import { DEFAULT_INSTRUMENTS, type KnownInstruments } from '#lib/instruments';
import type { SafetyPolicy } from './safety-policy.js';
import type { DropoutSettings } from '#lib/hazard';

export type Approach = NonNullable<EventData<'episode.opened'>['approach']>;

/** Parameters by the code of the rule; what is not named keeps the rule's own default. */
export type RuleParameters = Readonly<Record<string, Parameters>>;

/** Its forms that are active are taken in and judged; of the others only a safety answer is heard. */
export interface ClinicRules extends KnownInstruments {
  /** Names the choice; 0 is the house's own. The same revision of one clinic always means the same choice. */
  readonly revision: number;
  readonly parameters: RuleParameters;
  /** Replaces `parameters` rule by rule in episodes of that approach. */
  readonly byApproach: Readonly<Partial<Record<Approach, RuleParameters>>>;
  /** Codes of rupture rules that run and are written down without telling anybody. */
  readonly shadow: readonly string[];
  /** The chance that work stops early: null is off, which is the default. */
  readonly stopping: DropoutSettings | null;
  /** Who hears of safety answers; null: the clinician alone, and no instrument that asks for them is active. */
  readonly safety: SafetyPolicy | null;
}

/** What the rules run with in one episode. */
export interface Tuning {
  readonly parameters: RuleParameters;
  readonly shadow: readonly string[];
}

export const tuningOf = ({ parameters, byApproach, shadow }: ClinicRules, approach: Approach | null): Tuning => {
  const own = approach === null ? undefined : byApproach[approach];
  return { parameters: own ? { ...parameters, ...own } : parameters, shadow };
};

export const DEFAULT_RULES: ClinicRules = {
  revision: 0,
  ...DEFAULT_INSTRUMENTS,
  parameters: {},
  // Where ruptures are expected and worked with, they are given five forms to come back.
  byApproach: { psychodynamic: { repair: { forms: 5 } } },
  shadow: [],
  stopping: null,
  safety: null,
};
export type Parameters = Readonly<Record<string, number>>;
