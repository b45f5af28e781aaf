/** A fall from one rating to a later one, and how far a person's own ratings usually lie apart. */
export interface RatedValue {
  readonly value: number;
}

/** How far a non-increasing run is followed back: the longest decline that has been described is six steps. */
export const STEPS_BACK = 6;

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const FEWEST_FOR_SPREAD = 3;

/** Spread of a client's own ratings (n - 1); 0 while there are too few to tell. */
export function spreadWithin(values: readonly number[]): number {
  if (values.length < FEWEST_FOR_SPREAD) return 0;
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}

interface Fall<F> {
  readonly start: F;
  readonly now: F;
  /** 0 when the last rating is not lower than the one before. */
  readonly drop: number;
}

/** From the start of the non-increasing run that ends at the last rating, at most `steps` back. There must be a last. */
export function fallNow<F extends RatedValue>(rated: readonly F[], steps: number = STEPS_BACK): Fall<F> {
  const now = rated.at(-1) as F;
  let start = now;
  for (let i = rated.length - 2; i >= Math.max(0, rated.length - 1 - steps); i--) {
    const earlier = rated[i] as F;
    if (earlier.value < start.value) break;
    start = earlier;
  }
  return { start, now, drop: start.value - now.value };
}
