/** What forms of one instrument are measured with. */
import { atLeast, below } from '#lib/kernel';
import { classify, cutoffOf, directionOf, isClinical, type ChangeClass, type Instrument } from '#lib/instruments';
import { measurementError } from './measurement-error.js';
import { partsOf, type Part } from './parts.js';

/** Of the whole form, or of one part: the smallest difference that counts, and whether one form is enough to say so. */
export interface Scale {
  readonly error: number;
  /** One form alone convinces only when it is off by half as much again; two in a row always do. */
  readonly cautious: boolean;
}

export interface Yardstick {
  readonly whole: Scale;
  /** Nobody has published the error of the whole. */
  readonly assumed: boolean;
  readonly parts: readonly Part[];
  /** Points from one figure to another in the direction that is not wanted; negative where it got better. */
  readonly towardsWorse: (from: number, to: number) => number;
  /** Reliable change of the main scale, as the field classes it. */
  readonly changeFrom: (pre: number, post: number) => ChangeClass;
  /** On the clinical side of the cutoff; false everywhere where there is none. */
  readonly isBeyond: (value: number) => boolean;
  readonly hasLine: boolean;
  /** Follow-through between hours says how somebody takes part, and swings: it asks for no talk by itself. */
  readonly most: 0 | 2;
}

/**
 * Outcome is what the client, or one of several, says of how they are; a clinician's view of it has other norms. Forms
 * about steps between hours are followed beside it.
 */
export const isWatched = ({ construct }: Instrument, respondent: string): boolean =>
  (construct === 'outcome' || construct === 'engagement') &&
  (respondent === 'client' || respondent.startsWith('member:'));

const YARDSTICKS = new WeakMap<Instrument, Yardstick>();

/** An instrument never changes once it is made, so what its forms are measured with is worked out once. */
export function yardstickOf(instrument: Instrument): Yardstick {
  const known = YARDSTICKS.get(instrument) ?? madeFor(instrument);
  YARDSTICKS.set(instrument, known);
  return known;
}

function madeFor(instrument: Instrument): Yardstick {
  const direction = directionOf(instrument);
  const cutoff = cutoffOf(instrument);
  const { points: threshold, assumed } = measurementError(instrument);
  const isOutcome = instrument.construct === 'outcome';
  return {
    whole: { error: threshold, cautious: !isOutcome },
    assumed,
    parts: partsOf(instrument),
    towardsWorse: (from, to) => (direction === 'higher-better' ? from - to : to - from),
    changeFrom: (pre, post) => classify({ pre, post, threshold, direction, ...(cutoff ? { cutoff } : {}) }),
    isBeyond: (value) => cutoff !== undefined && isClinical(cutoff, value),
    hasLine: cutoff !== undefined,
    most: isOutcome ? 2 : 0,
  };
}

const HALF_AS_MUCH_AGAIN = 1.5;

/** Whether a step is clear, given the step of the form before it, from the same figure. */
export const isClear = ({ error, cautious }: Scale, step: number, stepBefore: number): boolean =>
  atLeast(step, error) && (!cautious || atLeast(step, HALF_AS_MUCH_AGAIN * error) || atLeast(stepBefore, error));

/** At least half of what counts. */
export const isHalfway = ({ error }: Pick<Scale, 'error'>, step: number): boolean => atLeast(step, error / 2);

/** Back to within half of what counts: less than that would end and begin again with every form. */
export const isBack = ({ error }: Pick<Scale, 'error'>, step: number): boolean => below(step, error / 2);
