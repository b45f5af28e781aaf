import { atLeast } from '#lib/kernel';
import { isClinical, type Cutoff } from '../cutoff.js';

export type Direction = 'higher-better' | 'lower-better';

/** Words of the field. A person reads other words: see the alert texts. */
export type ChangeClass = 'recovered' | 'improved' | 'unchanged' | 'deteriorated';

export interface Compared {
  readonly pre: number;
  readonly post: number;
  /** Smallest reliable difference, in points. */
  readonly threshold: number;
  readonly direction: Direction;
  /** Without one nobody can be told recovered. */
  readonly cutoff?: Pick<Cutoff, 'at' | 'clinical'>;
}

export const isReliable = (difference: number, threshold: number): boolean => atLeast(Math.abs(difference), threshold);

/** Points towards health. */
export const gainOf = ({ pre, post, direction }: Pick<Compared, 'pre' | 'post' | 'direction'>): number =>
  direction === 'higher-better' ? post - pre : pre - post;

/** Recovered is a reliable improvement that began on the clinical side of the cutoff and ended on the other. */
export function classify(compared: Compared): ChangeClass {
  const gain = gainOf(compared);
  if (!isReliable(gain, compared.threshold)) return 'unchanged';
  if (gain < 0) return 'deteriorated';
  return crossed(compared) ? 'recovered' : 'improved';
}

const crossed = ({ pre, post, cutoff }: Compared): boolean =>
  cutoff !== undefined && isClinical(cutoff, pre) && !isClinical(cutoff, post);
