/**
 * The chance that work stops within an interval: `logit h = logit baseline(k) + site + sum of beta * x`. Nothing is
 * hidden in it: the reasons are the terms of the sum.
 */
import { chanceAt, chanceOf, logit } from '#lib/statistics';
import type { Coefficient, FeatureName, Features, HazardModel } from './hazard-model.js';

export interface Situation {
  /** Number of the attended appointment that opened the interval, from 1. */
  readonly interval: number;
  readonly features: Features;
  /** Shift of the log-odds for this service; see SITES. */
  readonly site: number;
}

export interface Reason {
  readonly feature: FeatureName;
  /** What the odds are multiplied by: above 1 the chance of stopping early is higher. */
  readonly factor: number;
}

export interface Hazard {
  readonly eta: number;
  /** Chance for this interval, 0 to 1. */
  readonly h: number;
  /** Chance over this and the next three intervals if the signals stayed as they are. */
  readonly cumulative4: number;
  /** `h` over the chance without any signal, at the same point in the same service. */
  readonly ratio: number;
  /** Strongest first; signals that change nothing are left out. */
  readonly reasons: readonly Reason[];
}

const AHEAD = 4;

export function hazardOf(model: HazardModel, situation: Situation): Hazard {
  const { interval, site } = situation;
  const terms = termsOf(model, situation.features);
  const h = chanceIn(model, situation);
  return {
    eta: etaOf(model, situation),
    h,
    cumulative4: cumulativeHazard(model, situation, AHEAD),
    ratio: h / chanceIn(model, { interval, site, features: {} }),
    reasons: terms
      .toSorted((a, b) => Math.abs(b.term) - Math.abs(a.term))
      .map(({ feature, term }) => ({ feature, factor: Math.exp(term) })),
  };
}

/** Over `ahead` intervals: the signals stay, the baseline moves on. */
export function cumulativeHazard(model: HazardModel, situation: Situation, ahead: number): number {
  let stays = 1;
  for (let step = 0; step < ahead; step++) {
    stays *= 1 - chanceIn(model, { ...situation, interval: situation.interval + step });
  }
  return 1 - stays;
}

/** No step is taken for certain, however few events it was drawn from. */
const LEAST_STEP = 1e-4;

/** The chance for one interval. */
export function chanceIn(model: HazardModel, situation: Situation): number {
  const chance = chanceOf(etaOf(model, situation));
  const stepped = model.steps && chanceAt(model.steps, chance);
  return stepped === undefined ? chance : Math.min(1 - LEAST_STEP, Math.max(LEAST_STEP, stepped));
}

/** How many times the chance is what is usual at that point; the same as `hazardOf(...).ratio`. */
export const ratioIn = (model: HazardModel, situation: Situation): number =>
  chanceIn(model, situation) / chanceIn(model, { ...situation, features: {} });

export function etaOf(model: HazardModel, { interval, features, site }: Situation): number {
  const sum = termsOf(model, features).reduce((total, { term }) => total + term, 0);
  return logit(baselineAt(model, interval)) + site + sum;
}

/** An interval before the first entry has the first entry's chance. */
export function baselineAt({ baseline }: HazardModel, interval: number): number {
  const entry = baseline.findLast(({ from }) => from <= interval) ?? baseline[0];
  return entry?.chance ?? Number.NaN;
}

interface Term {
  readonly feature: FeatureName;
  readonly term: number;
}

function termsOf(model: HazardModel, features: Features): readonly Term[] {
  const terms = model.coefficients.map((coefficient): Term => {
    const { feature, beta } = coefficient;
    return { feature, term: beta * cutTo(coefficient, features) };
  });
  return model.exclusive.reduce(keepStrongest, terms).filter(({ term }) => term !== 0);
}

const cutTo = ({ feature, min, max }: Coefficient, features: Features): number =>
  Math.min(max, Math.max(min, features[feature] ?? 0));

/** What the coefficients are multiplied by, in their order: cut to range, and of rivals only the strongest. */
export function designOf(model: HazardModel, features: Features): readonly number[] {
  const counted = new Set(termsOf(model, features).map(({ feature }) => feature));
  const isRival = (feature: FeatureName): boolean => model.exclusive.some((rivals) => rivals.includes(feature));
  return model.coefficients.map((coefficient) =>
    isRival(coefficient.feature) && !counted.has(coefficient.feature) ? 0 : cutTo(coefficient, features),
  );
}

function keepStrongest(terms: readonly Term[], rivals: readonly FeatureName[]): Term[] {
  const strength = ({ term }: Term): number => Math.abs(term);
  const [strongest] = terms.filter(({ feature }) => rivals.includes(feature)).sort((a, b) => strength(b) - strength(a));
  return terms.filter((term) => term === strongest || !rivals.includes(term.feature));
}
