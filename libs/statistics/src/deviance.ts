export interface Nested {
  readonly smaller: number;
  readonly larger: number;
  /** Coefficients that the larger model has more. */
  readonly extra: number;
}

/** How much better the larger of two nested models fits: chi-square on `extra` degrees of freedom. */
export const likelihoodRatio = ({ smaller, larger }: Pick<Nested, 'smaller' | 'larger'>): number => smaller - larger;

/** Share of the effects that new data are likely to keep (van Houwelingen and le Cessie); 0 when nothing is gained. */
export function heuristicShrinkage(nested: Nested): number {
  const gain = likelihoodRatio(nested);
  return gain <= nested.extra ? 0 : (gain - nested.extra) / gain;
}
