/** The only door to the time of day. Milliseconds since 1970 UTC. Tests and the demo hand in their own. */
export interface Clock {
  now(): number;
}
export const systemClock: Clock = { now: () => Date.now() };
