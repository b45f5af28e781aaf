/** The standard normal distribution. */

const DENSITY = 1 / Math.sqrt(2 * Math.PI);
/** Beyond this the share is 0 or 1 in double precision. */
const FAR = 8.3;

/** Share below `z`, by the series of Marsaglia (2004): every term is positive, so nothing cancels out. */
export function shareBelow(z: number): number {
  if (z <= -FAR) return 0;
  if (z >= FAR) return 1;
  let term = z;
  let sum = z;
  for (let i = 3; Math.abs(term) > Number.EPSILON * Math.abs(sum); i += 2) {
    term *= (z * z) / i;
    sum += term;
  }
  return 0.5 + sum * DENSITY * Math.exp((-z * z) / 2);
}

/** The value with this share below it; `share` lies between 0 and 1. By halving, to the last digit. */
export function quantile(share: number): number {
  let [low, high] = [-FAR, FAR];
  for (let middle = 0; high - low > Number.EPSILON * FAR;) {
    middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (shareBelow(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
