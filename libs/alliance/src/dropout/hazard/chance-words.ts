/**
 * How a chance is told to a person: as people out of a number of people, about the work and never about the client.
 * A chance is not shown at all while too little is known to tell one client from another.
 */
import { SLACK } from '../../instruments/cutoff.js';
import type { Signals } from './features.js';
import type { Hazard, Reason } from './hazard.js';
import type { FeatureName, HazardModel } from './hazard-model.js';

/** Above this no figure is shown: nothing known about stopping early is that certain. */
export const MOST_SHOWN = 0.6;
export const WATCH_FROM = 0.03;
export const ACT_FROM = 0.08;

export type ChanceBand = 'usual' | 'watch' | 'act';

export function bandOfChance(h: number): ChanceBand {
  if (h >= ACT_FROM - SLACK) return 'act';
  return h >= WATCH_FROM - SLACK ? 'watch' : 'usual';
}

/** Such as "about 3 in 10", "about 14 in 100", "fewer than 1 in 100". */
export function chanceInWords(chance: number): string {
  if (chance >= MOST_SHOWN - SLACK) return '6 in 10 or more';
  if (chance < 0.005) return 'fewer than 1 in 100';
  return chance < 0.195 ? `about ${Math.round(chance * 100)} in 100` : `about ${Math.round(chance * 10)} in 10`;
}

/** What was looked at, whichever way it points. */
const NAMES: Readonly<Record<FeatureName, string>> = {
  level: 'Level of the latest rating',
  drop: 'Latest rating beside the earlier ones',
  slope: 'Course of the last ratings',
  openW: 'A strain is open',
  openC: 'A strain is open, and it was spoken about',
  age: 'Appointments since the strain began',
  repaired: 'An earlier strain has eased',
  noshow: 'Missed appointments among the last four',
  earlyns: 'A missed appointment early on',
  latecx: 'Late cancellations among the last four',
  resch: 'Moved appointments among the last four',
  gap: 'Time since the last appointment',
  nofut: 'No next appointment booked',
  nonresp: 'Forms without an answer in a row',
  hw: 'Tasks between appointments',
  det: 'Outcome lower than at the start',
  disc: 'The two views of the hour differ',
};

export interface ShownChance {
  readonly shown: true;
  readonly band: ChanceBand;
  /** "Chance of stopping early before the next appointment: about 3 in 100". */
  readonly next: string;
  readonly soon: string;
  readonly comparison: string;
  /** At most five, strongest first; they multiply. */
  readonly reasons: readonly ToldReason[];
  /** What could not be looked at, and so counts neither way. */
  readonly missing: readonly string[];
  readonly model: string;
  readonly calibration: string;
}

export interface ToldReason {
  readonly words: string;
  /** What the odds are multiplied by. */
  readonly factor: number;
}

export type Chance = ShownChance | { readonly shown: false; readonly because: string };

const MOST_REASONS = 5;

type Known = Pick<Signals, 'enough' | 'missing'>;

export const hidden = (because: string): Chance => ({ shown: false, because });

export function tellChance(hazard: Hazard, model: HazardModel, { enough, missing }: Known): Chance {
  if (!enough) return hidden('Not enough is known yet to show a chance of stopping early.');
  return {
    shown: true,
    band: bandOfChance(hazard.h),
    next: `Chance of stopping early before the next appointment: ${chanceInWords(hazard.h)}`,
    soon: `Chance of stopping early within four appointments: ${chanceInWords(hazard.cumulative4)}`,
    comparison: comparisonOf(hazard.ratio),
    reasons: hazard.reasons.slice(0, MOST_REASONS).map(reasonInWords),
    missing: missing.map((feature) => NAMES[feature]),
    model: model.version,
    calibration: model.calibration,
  };
}

function comparisonOf(ratio: number): string {
  if (ratio > 0.9 && ratio < 1.1) return 'About as usual at this point';
  return `About ${rounded(ratio)} times what is usual at this point`;
}

const reasonInWords = ({ feature, factor }: Reason): ToldReason => ({
  words: `${NAMES[feature]}: odds ${factor > 1 ? 'higher' : 'lower'}, times ${factor.toFixed(2)}`,
  factor,
});

const rounded = (ratio: number): string => (ratio < 10 ? ratio.toFixed(1) : String(Math.round(ratio)));
