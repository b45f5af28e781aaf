/** How much is measured. The quick sizes show that everything runs; their figures mean little. */
export interface Sizes {
  /** The clinic of the main figures. */
  readonly episodes: number;
  readonly events: number;
  /** The clinic that is far larger than any cache of open episodes. */
  readonly manyEpisodes: number;
  readonly manyEvents: number;
  readonly singles: number;
  readonly plainEvents: number;
  readonly noopJobs: { readonly redis: number; readonly postgres: number };
  readonly latencySeconds: number;
  /** Episodes of the log that is there before the first measured event; 20 events each. */
  readonly oldEpisodes: number;
  readonly foldRounds: number;
}

export const FULL: Sizes = {
  episodes: 3_000,
  events: 60_000,
  manyEpisodes: 100_000,
  manyEvents: 100_000,
  singles: 10_000,
  plainEvents: 10_000,
  noopJobs: { redis: 60_000, postgres: 15_000 },
  latencySeconds: 30,
  oldEpisodes: 100_000,
  foldRounds: 40,
};

export const QUICK: Sizes = {
  episodes: 300,
  events: 3_000,
  manyEpisodes: 2_000,
  manyEvents: 2_000,
  singles: 300,
  plainEvents: 500,
  noopJobs: { redis: 4_000, postgres: 1_000 },
  latencySeconds: 2,
  oldEpisodes: 500,
  foldRounds: 5,
};
