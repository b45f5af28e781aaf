import { cutoffOf } from '../instruments/score-form.js';
import type { Instrument } from '../instruments/instrument.js';
import { classify, isReliable, type Direction } from './classify.js';
import { errorOf, Z_95, type Change, type Figures } from './reliable-change.js';

export const directionOf = ({ direction }: Pick<Instrument, 'direction'>): Direction =>
  direction === 'higher-is-better' ? 'higher-better' : 'lower-better';

export interface Measured {
  readonly pre: number;
  readonly post: number;
  /** Instead of the published figures: spread and reliability of the clinic's own clients. */
  readonly figures?: Figures;
  /** Width of the interval in standard errors; the instrument's own when absent. */
  readonly z?: number;
  /** Name of the cutoff, such as `adolescent`. */
  readonly form?: string;
}

/**
 * Change by the instrument's own threshold and cutoff. Undefined when nobody has given it a threshold, or one that
 * another `z` could be applied to. Only an outcome can be recovered from; an alliance can at most improve.
 */
export function changeOn(instrument: Instrument, measured: Measured): Change | undefined {
  const published = instrument.reliableChange;
  const figures = measured.figures ?? published?.from;
  const threshold = thresholdOf(instrument, measured);
  if (threshold === undefined) return undefined;
  const { pre, post, form } = measured;
  const error = figures ? errorOf(figures) : undefined;
  const cutoff = instrument.construct === 'outcome' ? cutoffOf(instrument, form) : undefined;
  const direction = directionOf(instrument);
  return {
    sem: error?.sem ?? null,
    sdiff: error?.sdiff ?? null,
    rc: error ? (post - pre) / error.sdiff : null,
    threshold,
    reliable: isReliable(post - pre, threshold),
    class: classify({ pre, post, threshold, direction, ...(cutoff ? { cutoff } : {}) }),
  };
}

/** A published threshold wins over what its inputs would compute to, unless somebody asks for other inputs. */
function thresholdOf({ reliableChange }: Instrument, { figures, z }: Measured): number | undefined {
  if (!figures && z === undefined) return reliableChange?.points;
  const known = figures ?? reliableChange?.from;
  return known && (z ?? reliableChange?.from?.z ?? Z_95) * errorOf(known).sdiff;
}
