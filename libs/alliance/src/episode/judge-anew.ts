/** What the rules make of something heard after a person ended the prompt about a rupture: only what is new is told anew. */
import type { Tuning } from '../rules/clinic-rules.js';
import { isNews, judgeOccasion, sinceAnswer } from '../ruptures/judge.js';
import type { Verdict } from '../ruptures/repair.js';
import type { Occasion } from '../ruptures/rupture-rule.js';
import { isUnsettled } from '../state/rupture.js';
import type { EpisodeState } from '../state/episode-state.js';

/** What the rules make of an occasion where a prompt was ended before, and whether it begins a rupture of its own. */
export interface JudgedAnew {
  readonly verdict: Verdict;
  readonly anew: boolean;
}

export function judgeAnew({ rupture, answered }: EpisodeState, occasion: Occasion, tuning: Tuning): JudgedAnew {
  if (!answered) return { verdict: judgeOccasion(occasion, tuning), anew: false };
  const fresh = judgeOccasion(sinceAnswer(occasion, answered.at), tuning);
  if (!isUnsettled(rupture) || rupture.cause !== answered.cause) return { verdict: fresh, anew: false };
  return isNews(fresh) ? { verdict: fresh, anew: true } : { verdict: judgeOccasion(occasion, tuning), anew: false };
}
