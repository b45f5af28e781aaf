/** Damaged in each mutation run, always to be noticed by the spec beside it: it shows that the run measures something. */
export const isOdd = (n: number): boolean => n % 2 === 1;
