/**
 * What an approach looks at first: it is shown first, named first where several parts fell, and needs a little less to be
 * told. No chance depends on it.
 */
import type { Approach } from '../../rules/clinic-rules.js';
import type { Facet, FacetValues } from '#lib/instruments';

export interface Profile {
  readonly approach: Approach | 'general';
  /** Shares of the composite, together 1. All are rules of this project; the direction is from the source. */
  readonly weights: {
    readonly bond: number;
    readonly task: number;
    readonly goal: number;
  };
  /** Shown first, in this order. */
  readonly first: readonly Facet[];
  readonly because: string;
}

/** 0 to 100; null where one of the three parts is unknown. */
export function compositeOf({ weights }: Profile, { bond, task, goal }: FacetValues): number | null {
  if (bond === undefined || task === undefined || goal === undefined) return null;
  return weights.bond * bond + weights.task * task + weights.goal * goal;
}
