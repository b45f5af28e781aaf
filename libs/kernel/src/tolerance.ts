/** Comparisons with a threshold forgive the last digits: a division, or a sum such as 9.1 + 8.4, lands a hair beside it. */
const SLACK = 1e-9;

export const atLeast = (value: number, threshold: number): boolean => value >= threshold - SLACK;

export const isClose = (a: number, b: number): boolean => Math.abs(a - b) <= SLACK;

export const below = (value: number, threshold: number): boolean => !atLeast(value, threshold);
