/**
 * The only door to the time of day. Milliseconds since 1970 UTC. Tests and the demo hand in their own. Both clocks are
 * abstract classes, so that each is its own token where Nest hands them out.
 */
export abstract class Clock {
  abstract now(): number;
}

/** The clinic's time: what "due" means. The same as `Clock` except where a synthetic clinic runs faster. */
export abstract class ClinicClock extends Clock {}

export const systemClock: Clock = { now: () => Date.now() };
