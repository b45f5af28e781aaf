import type { Instrument } from '../instruments/instrument.js';
import type { Rated, Series } from './series.js';
import type { StrainTier } from './tier.js';

/**
 * What a rule is shown: one client-rated series of one alliance instrument up to and including the form being judged,
 * and nothing that came later. Forms without a value are left out.
 */
export interface Occasion {
  readonly kind: 'rating';
  readonly instrument: Instrument;
  /** Oldest first; the last one is being judged. At least one. */
  readonly rated: readonly Rated[];
  /** The episode's other series as they stood then, for rules that set two respondents side by side. */
  readonly alongside: readonly Series[];
}

export interface Finding {
  readonly tier: StrainTier;
  /** The rating that a return is measured against; null when the rule knows none. */
  readonly reference: number | null;
  /** Event references, at least one, oldest first. */
  readonly evidence: readonly string[];
  /** Codes and numbers for the words: `before`, `now`, `felt` and the like. */
  readonly facts: Readonly<Record<string, string | number>>;
}

export type Parameters = Readonly<Record<string, number>>;

interface RuleText {
  /** Kebab-case, as a clinician would say it. */
  readonly code: string;
  /** Raised whenever the same history could give another finding. */
  readonly version: number;
  readonly title: string;
  /** One sentence: why this speaks for strain. */
  readonly because: string;
  readonly source: string;
}

/** `check` must depend on its arguments alone. Raising the parameter named `strictness` never strengthens a finding. */
export interface RuptureRule extends RuleText {
  readonly parameters: Parameters;
  readonly strictness: string;
  check(occasion: Occasion, parameters?: Parameters): Finding | undefined;
}

interface RuleSpec<P extends Parameters> extends RuleText {
  readonly parameters: P;
  readonly strictness: keyof P & string;
  readonly check: (occasion: Occasion, parameters: P) => Finding | undefined;
}

/** Writes a rule down with typed parameters; a caller may replace some of them. */
export const ruptureRule = <P extends Parameters>(spec: RuleSpec<P>): RuptureRule => ({
  ...spec,
  check: (occasion, parameters = {}) => spec.check(occasion, { ...spec.parameters, ...parameters }),
});

/** Comparisons with a threshold forgive the last digits of a division. */
const SLACK = 1e-9;
export const atLeast = (value: number, threshold: number): boolean => value >= threshold - SLACK;
export const below = (value: number, threshold: number): boolean => !atLeast(value, threshold);
