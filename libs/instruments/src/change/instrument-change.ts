import type { Cutoff } from '../cutoff.js';
import { cutoffOf, isNormed } from '../score-form.js';
import type { Instrument, ReliableChange, Respondent } from '../instrument.js';
import { isAssumed } from '../spread.js';
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
  /** Whose ratings these are; the instrument's usual respondent when absent. */
  readonly respondent?: Respondent;
}

/**
 * Change by the instrument's own threshold and cutoff, which hold for clients only. Undefined when nobody has given it
 * a threshold, or one that another `z` could be applied to. Only an outcome can be recovered from; an alliance can at
 * most improve.
 */
export function changeOn(instrument: Instrument, measured: Measured): Change | undefined {
  const isKnown = isNormed(instrument, measured.respondent) && !isAssumed(instrument);
  const published = isKnown ? instrument.reliableChange : undefined;
  const threshold = thresholdOf(published, measured);
  if (threshold === undefined) return undefined;
  const { pre, post } = measured;
  const cutoff = recoveryLine(instrument, measured);
  const direction = directionOf(instrument);
  return {
    ...inErrors(post - pre, measured.figures ?? published?.from),
    threshold,
    reliable: isReliable(post - pre, threshold),
    class: classify({ pre, post, threshold, direction, ...(cutoff ? { cutoff } : {}) }),
  };
}

function inErrors(difference: number, figures: Figures | undefined): Pick<Change, 'sem' | 'sdiff' | 'rc'> {
  if (!figures) return { sem: null, sdiff: null, rc: null };
  const { sem, sdiff } = errorOf(figures);
  return { sem, sdiff, rc: difference / sdiff };
}

const recoveryLine = (instrument: Instrument, { form, respondent }: Measured): Cutoff | undefined =>
  instrument.construct === 'outcome' && isNormed(instrument, respondent) ? cutoffOf(instrument, form) : undefined;

/** A published threshold wins over what its inputs would compute to, unless somebody asks for other inputs. */
function thresholdOf(published: ReliableChange | undefined, { figures, z }: Measured): number | undefined {
  if (!figures && z === undefined) return published?.points;
  const known = figures ?? published?.from;
  return known && (z ?? ownWidth(published)) * errorOf(known).sdiff;
}

const ownWidth = (published: ReliableChange | undefined): number => published?.from?.z ?? Z_95;
