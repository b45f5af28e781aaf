/**
 * How a chance is told to a person: as people out of a number of people, about the work and never about the client.
 * A chance is not shown at all while too little is known to tell one client from another.
 */
import { atLeast } from '#lib/kernel';
import type { Signals } from '#lib/alliance';
import type { Hazard, HazardModel } from '#lib/hazard';
import { DEFAULT_WORDING } from './wording.js';
import type { Words } from './words.js';

/** Above this no figure is shown: nothing known about stopping early is that certain. */
export const MOST_SHOWN = 0.6;
export const WATCH_FROM = 0.03;
export const ACT_FROM = 0.08;

export type DropoutRiskBand = 'usual' | 'watch' | 'act';

export function bandOfRisk(h: number): DropoutRiskBand {
  if (atLeast(h, ACT_FROM)) return 'act';
  return atLeast(h, WATCH_FROM) ? 'watch' : 'usual';
}

/** From here on it is about one in ten. */
const ONE_IN_TEN = 0.05;

/** Out of ten, whatever it is, so that two chances can be compared at a glance: "about 3 in 10", "fewer than 1 in 10". */
export function riskInWords(chance: number, { chances }: Words = ENGLISH): string {
  if (atLeast(chance, MOST_SHOWN)) return chances.most;
  return atLeast(chance, ONE_IN_TEN) ? chances.inTen(Math.max(1, Math.round(chance * 10))) : chances.least;
}

const { words: ENGLISH } = DEFAULT_WORDING;

export interface ShownRisk {
  readonly shown: true;
  readonly band: DropoutRiskBand;
  /** "Chance of stopping early before the next appointment: about 1 in 10". */
  readonly next: string;
  readonly soon: string;
  readonly comparison: string;
  /** At most five, strongest first; they multiply. */
  readonly reasons: readonly RiskReason[];
  /** What could not be looked at, and so counts neither way. */
  readonly missing: readonly string[];
  readonly model: string;
  readonly calibration: string;
}

export interface RiskReason {
  readonly words: string;
  /** What the odds are multiplied by. */
  readonly factor: number;
}

export type DropoutRisk = ShownRisk | { readonly shown: false; readonly because: string };

const MOST_REASONS = 5;

type KnownSignals = Pick<Signals, 'enough' | 'missing'>;

export const hidden = (because: string): DropoutRisk => ({ shown: false, because });

export function describeDropoutRisk(
  hazard: Hazard,
  model: HazardModel,
  { enough, missing, words = ENGLISH }: KnownSignals & { readonly words?: Words },
): DropoutRisk {
  const { chances } = words;
  if (!enough) return hidden(chances.notEnough);
  return {
    shown: true,
    band: bandOfRisk(hazard.h),
    next: chances.next(riskInWords(hazard.h, words)),
    soon: chances.soon(riskInWords(hazard.cumulative4, words)),
    comparison: comparisonOf(hazard.ratio, words),
    reasons: hazard.reasons.slice(0, MOST_REASONS).map((reason) => reasonInWords(reason, words)),
    missing: missing.map((feature) => chances.features[feature]),
    model: model.version,
    calibration: model.calibration,
  };
}

function comparisonOf(ratio: number, { chances, number }: Words): string {
  if (ratio > 0.9 && ratio < 1.1) return chances.asUsual;
  return chances.timesUsual(fixed(ratio, ratio < 10 ? 1 : 0, number));
}

const reasonInWords = ({ feature, factor }: Hazard['reasons'][number], { chances, number }: Words): RiskReason => ({
  words: chances.reason(chances.features[feature], factor > 1 ? 'higher' : 'lower', fixed(factor, 2, number)),
  factor,
});

const fixed = (value: number, decimals: number, number: Words['number']): string => number(value.toFixed(decimals));
