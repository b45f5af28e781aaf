import { atLeast, below } from '#lib/kernel';
import type { Basis } from './basis.js';

/** A published line between two groups on the main scale. */
export interface Cutoff {
  /** Whose line it is: an age group, or what it was drawn for. */
  readonly form: string;
  readonly at: number;
  /** Which side is the clinical one (for an alliance form: the side that asks for a look). */
  readonly clinical: 'below' | 'at-or-above';
  /** Sources disagree whether the line itself counts, so a clinic may count it in. Only with `below`. */
  readonly inclusiveAllowed?: boolean;
  readonly basis: Basis;
}

export function isClinical(cutoff: Pick<Cutoff, 'at' | 'clinical'>, value: number, inclusive = false): boolean {
  if (cutoff.clinical === 'at-or-above') return atLeast(value, cutoff.at);
  return inclusive ? atLeast(cutoff.at, value) : below(value, cutoff.at);
}
