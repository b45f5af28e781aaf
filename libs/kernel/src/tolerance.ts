/** Comparisons with a threshold forgive the last digits of a division. */
export const SLACK = 1e-9;

export const atLeast = (value: number, threshold: number): boolean => value >= threshold - SLACK;

export const below = (value: number, threshold: number): boolean => !atLeast(value, threshold);
