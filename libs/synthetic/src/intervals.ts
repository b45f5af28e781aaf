/** The truth, cut at a moment or laid out as rows for judging a model of stopping. */
import type { EpisodeTruth, RuptureTruth } from './plan.js';

/** What follows one attended visit: the client came back, or stopped. */
export interface Interval {
  readonly episode: string;
  /** 1 for the first visit. */
  readonly visit: number;
  readonly visitEnd: number;
  /** The probability with which the synthetic clinic itself drew `stopped`: no model can know more. */
  readonly chance: number;
  /** That probability where all that nobody recorded, and commitment, are at their mean. */
  readonly knowable: number;
  readonly stopped: boolean;
}

/** Only decided intervals: one that was still open at the end of the span, or was agreed to be the last, has no row. */
export function intervalsOf({ episode, visits, hazards, knowable, ended }: EpisodeTruth): readonly Interval[] {
  const decided = ended?.how === 'dropout' ? hazards.length : Math.min(hazards.length, visits.length - 1);
  return hazards.slice(0, Math.max(0, decided)).map((chance, i) => ({
    episode,
    visit: i + 1,
    visitEnd: visits[i] as number,
    chance,
    knowable: knowable[i] ?? chance,
    stopped: ended?.how === 'dropout' && i === hazards.length - 1,
  }));
}

/** What is true of the episode by `until`, ms: later visits, repairs and endings have not happened yet. */
export function truthUpTo(truth: EpisodeTruth, until: number): EpisodeTruth {
  const { ended, ...rest } = truth;
  const visits = truth.visits.filter((at) => at <= until);
  return {
    ...rest,
    visits,
    hazards: truth.hazards.slice(0, visits.length),
    knowable: truth.knowable.slice(0, visits.length),
    ruptures: truth.ruptures.filter((r) => r.began <= until).map((r) => ruptureUpTo(r, until)),
    ...(ended && ended.at <= until ? { ended } : {}),
  };
}

function ruptureUpTo({ repairedAt, ...rupture }: RuptureTruth, until: number): RuptureTruth {
  return repairedAt !== undefined && repairedAt <= until ? { ...rupture, repairedAt } : rupture;
}
