/** The little that fitting a handful of coefficients needs: symmetric positive definite systems, solved by Cholesky. */

export type Vector = readonly number[];
export type Matrix = readonly Vector[];

/** Relative size below which a pivot is rounding error. */
const TINY = 1e-12;

export const dot = (a: Vector, b: Vector): number => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
export const plus = (a: Vector, b: Vector, times = 1): Vector => a.map((value, i) => value + times * (b[i] ?? 0));

/** The lower triangle, row by row, each row up to its diagonal; undefined when `a` is not positive definite. */
export function cholesky(a: Matrix): Matrix | undefined {
  const rows: number[][] = [];
  for (const [i, given] of a.entries()) {
    const row: number[] = [];
    for (const [j, above] of rows.entries()) row.push(((given[j] ?? 0) - dot(row, above)) / (above[j] ?? 1));
    const pivot = (given[i] ?? 0) - dot(row, row);
    if (!(pivot > TINY * Math.abs(given[i] ?? 0))) return undefined;
    rows.push([...row, Math.sqrt(pivot)]);
  }
  return rows;
}

/** x with `L Lᵀ x = b`. */
export function solveWith(lower: Matrix, b: Vector): Vector {
  const forward: number[] = [];
  for (const [i, row] of lower.entries()) forward.push(((b[i] ?? 0) - dot(forward, row)) / (row[i] ?? 1));
  const x = forward.slice();
  for (let i = lower.length - 1; i >= 0; i--) {
    const below = lower.slice(i + 1).reduce((sum, row, k) => sum + (row[i] ?? 0) * (x[i + 1 + k] ?? 0), 0);
    x[i] = ((forward[i] ?? 0) - below) / (lower[i]?.[i] ?? 1);
  }
  return x;
}

export const logDeterminant = (lower: Matrix): number =>
  lower.reduce((sum, row, i) => sum + 2 * Math.log(row[i] ?? 1), 0);

/** The diagonal of the inverse of `L Lᵀ`. */
export const inverseDiagonal = (lower: Matrix): Vector =>
  lower.map(
    (_, i) =>
      solveWith(
        lower,
        lower.map((__, j) => (i === j ? 1 : 0)),
      )[i] ?? 0,
  );
