import type { Answer, Instrument } from '#lib/instruments';
import type { CodedSession } from '../state/coded-session.js';
import type { Rated, Rating, Series } from '../state/series.js';
import type { RuptureTier } from '../state/rupture-tier.js';
import type { Parameters } from '../rules/clinic-rules.js';
import type { SignsInSight } from '#lib/courses';

/** Figures of the clinic's own clients, used in place of those of the instrument. */
export interface OwnFigures {
  /** Spread between clients. */
  readonly between?: number;
  /** Standard error of one rating. */
  readonly error?: number;
}

interface Answered {
  /** A person ended the prompt about a rupture before this. */
  readonly afterEnd?: true;
}

/** One client-rated series of one alliance instrument up to and including the form being judged, and nothing later. */
export interface RatingOccasion extends Answered {
  readonly kind: 'rating';
  readonly instrument: Instrument;
  /** Oldest first; the last one is being judged. At least one. Forms without a value are left out. */
  readonly rated: readonly Rated[];
  /** The judged form, answer by answer, where the source sent the answers. */
  readonly answers?: readonly Answer[];
  /** The episode's other series as they were at that time, for rules that compare two respondents. */
  readonly alongside: readonly Series[];
  /** Parts that the approach looks at first, in that order; none where no approach is known. */
  readonly first?: readonly string[];
  readonly own?: OwnFigures;
}

/** A form with too few answers for a score, in which the client may still have said something directly. */
export interface WordsOccasion extends Answered {
  readonly kind: 'words';
  readonly rating: Rating;
}

/** Sessions that a person marked, in the order in which they were marked; the last one is being judged. */
export interface CodedOccasion extends Answered {
  readonly kind: 'marked';
  readonly hours: readonly CodedSession[];
}

/** Everything small that was noticed lately, and what took it back. */
export interface SignsOccasion extends Answered, SignsInSight {
  readonly kind: 'signs';
  readonly at: number;
  /** Reference of the event that brought the latest of them. */
  readonly event: string;
}

/** What a rule gets to see. */
export type Occasion = RatingOccasion | WordsOccasion | CodedOccasion | SignsOccasion;

export interface Finding {
  readonly tier: RuptureTier;
  /** The rating that a return is measured against; null when the rule has none. */
  readonly reference: number | null;
  /** Event references, at least one, oldest first. */
  readonly evidence: readonly string[];
  /** Codes and numbers from which `presentation` makes sentences: `before`, `now`, `felt` and similar. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** True from the first form on: it strengthens an existing rupture and does not begin one. */
  readonly standing?: true;
}

/** Number of the detector in the reference page on rupture. */
export type Detector = 'D1' | 'D2' | 'D3' | 'D4' | 'D5' | 'D6' | 'D7' | 'D8';

/** What a rule draws on: a course of ratings, what somebody said directly, what a person coded, or many small signs. */
export type EvidenceKind = 'ratings' | 'words' | 'markers' | 'signs';

interface RuleText<C extends string = string, A extends boolean = boolean> {
  /** Kebab-case, as a clinician would say it. */
  readonly code: C;
  /** Absent for rules that come from practice rather than from the literature. */
  readonly detector?: Detector;
  /** Raised whenever the same history could give another finding. */
  readonly version: number;
  readonly title: string;
  /** One sentence for clinicians: why this suggests rupture. */
  readonly because: string;
  readonly source: string;
  readonly evidenceKind: EvidenceKind;
  /** Whether it may call for attention on its own, without a rupture; every language then has a caseload line for it. */
  readonly asks: A;
}

/** `check` must depend on its arguments alone. Raising the parameter named `strictness` never strengthens a finding. */
export interface RuptureRule<C extends string = string, A extends boolean = boolean> extends RuleText<C, A> {
  readonly parameters: Parameters;
  readonly strictness: string;
  check(occasion: Occasion, parameters?: Parameters): Finding | undefined;
}

interface RuleSpec<P extends Parameters, O extends Occasion> {
  readonly parameters: P;
  readonly strictness: keyof P & string;
  readonly check: (occasion: O, parameters: P) => Finding | undefined;
}

/** Defines a rule on ratings with typed parameters; a caller may replace some of them. */
export const ruptureRule = <const C extends string, A extends boolean, P extends Parameters>(
  spec: RuleText<C, A> & RuleSpec<P, RatingOccasion>,
): RuptureRule<C, A> => ({
  ...spec,
  check: (occasion, chosen) =>
    occasion.kind === 'rating' ? spec.check(occasion, withChosen(spec.parameters, chosen)) : undefined,
});

/** The same for a rule on any occasion. */
export const anyOccasionRule = <const C extends string, A extends boolean, P extends Parameters>(
  spec: RuleText<C, A> & RuleSpec<P, Occasion>,
): RuptureRule<C, A> => ({
  ...spec,
  check: (occasion, chosen) => spec.check(occasion, withChosen(spec.parameters, chosen)),
});

const withChosen = <P extends Parameters>(own: P, chosen: Parameters | undefined): P =>
  chosen ? { ...own, ...chosen } : own;

/** A rating as it is shown: whole points on a wide scale, one decimal on a narrow one. */
export function readable({ range }: Instrument, value: number): number {
  const steps = range.max - range.min > 40 ? 1 : 10;
  return Math.round(value * steps) / steps;
}
