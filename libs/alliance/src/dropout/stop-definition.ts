export const FEWEST_DAYS = 30;

export const CADENCES = 3;

/** Days without an attended appointment after which a course has stopped. */
export const silenceThatStops = (cadenceDays: number): number => Math.max(FEWEST_DAYS, CADENCES * cadenceDays);
