/**
 * What the rules make of something heard while a rupture stands that somebody knows of. After a person ended the prompt,
 * and after the forms were quiet for a while, only what has come since can begin another one.
 */
import { RUPTURE_OPEN } from '../alerts/raise.js';
import type { Tuning } from '../rules/clinic-rules.js';
import { isNews, judgeOccasion, sinceAnswer } from '../ruptures/judge.js';
import { restsOnLittle } from '../ruptures/weak-signs.rule.js';
import { REPAIR, saysSortedOut, type Verdict } from '../ruptures/repair.js';
import { ASKING_RULES } from '../ruptures/roster.js';
import type { Occasion } from '../ruptures/rupture-rule.js';
import { isLive } from '../state/alert.js';
import { isUnsettled } from '../state/rupture.js';
import type { EpisodeState } from '../state/episode-state.js';
import type { Rated } from '../state/series.js';

/** What the rules make of an occasion where a prompt was told before, and whether it begins a rupture of its own. */
export interface JudgedAnew {
  readonly verdict: Verdict;
  readonly anew: boolean;
}

export function judgeAnew(state: EpisodeState, occasion: Occasion, tuning: Tuning): JudgedAnew {
  const { rupture, answered } = state;
  const again = besideLittle(state, occasion, tuning) ?? afterQuiet(state, occasion, tuning);
  if (again) return { verdict: again, anew: true };
  if (!answered) return { verdict: judgeOccasion(occasion, tuning), anew: false };
  const fresh = judgeOccasion(sinceAnswer(occasion, answered.at), tuning);
  if (!isUnsettled(rupture) || rupture.cause !== answered.cause) return { verdict: fresh, anew: false };
  return isNews(fresh) ? { verdict: fresh, anew: true } : { verdict: judgeOccasion(occasion, tuning), anew: false };
}

/** The prompt said very little, and this form says much. */
function besideLittle({ rupture }: EpisodeState, occasion: Occasion, tuning: Tuning): Verdict | undefined {
  if (occasion.kind === 'signs' || occasion.kind === 'marked') return undefined;
  if (!isUnsettled(rupture) || rupture.probableAt === null || !restsOnLittle(rupture)) return undefined;
  const verdict = judgeOccasion(occasion, tuning);
  return isNews(verdict) ? verdict : undefined;
}

/**
 * The prompt still waits, the forms have been quiet since, and this one is clearly worse than those: a second matter, or
 * the first one again, and either way nothing that the first prompt says.
 */
function afterQuiet(state: EpisodeState, occasion: Occasion, tuning: Tuning): Verdict | undefined {
  const from = quietFrom(state, occasion, tuning);
  if (from === undefined) return undefined;
  const fresh = judgeOccasion(sinceAnswer(occasion, from), tuning);
  return isNews(fresh) ? fresh : undefined;
}

/** The first of the quiet forms right before this one; undefined where nobody was told, or it was not quiet. */
function quietFrom({ rupture, alerts }: EpisodeState, occasion: Occasion, { parameters }: Tuning): number | undefined {
  if (occasion.kind !== 'rating' || !isUnsettled(rupture) || rupture.probableAt === null) return undefined;
  const { cause, probableAt } = rupture;
  const { calmForms } = { ...REPAIR.parameters, ...parameters[REPAIR.code] };
  const before = occasion.rated.slice(0, -1).slice(-calmForms);
  if (before.length < calmForms || !before.every((rating) => rating.at > probableAt && isQuiet(rating)))
    return undefined;
  // one that was put off comes back by itself
  const waits = alerts.some(
    (alert) => alert.rule === RUPTURE_OPEN.code && alert.cause === cause && isLive(alert) && alert.status !== 'snoozed',
  );
  return waits ? before[0]?.at : undefined;
}

/** Nothing felt off, or it was sorted out, and no rule found a fall: the client may still be low. */
const isQuiet = ({ probe, rules }: Rated): boolean =>
  (probe === null || probe.felt === 0 || saysSortedOut(probe)) && rules.every((rule) => ASKING_RULES.has(rule));
