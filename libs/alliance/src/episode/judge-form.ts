/** An alliance form by a client or member: its rating is judged there and then, beside its own past. */
import type { Tuning } from '../rules/clinic-rules.js';
import type { ClinicEvent } from '#lib/events';
import type { Instrument, ReceivedScore } from '#lib/instruments';
import { judgeAnew } from './judge-anew.js';
import { ruptureAfter } from '../ruptures/judge.js';
import { kindNear, replaceRupture } from './rupture-markers.js';
import { addRating, isSeries, ratingOf } from '../ratings/rating-series.js';
import type { Verdict } from '../ruptures/repair.js';
import type { Occasion } from '../ruptures/rupture-rule.js';
import { fallNow, isRated, type Rated, type Rating } from '../state/series.js';
import { tierAtLeast } from '../state/rupture-tier.js';
import type { EpisodeState } from '../state/episode-state.js';

export interface Arrival {
  readonly instrument: Instrument;
  readonly result: ReceivedScore;
  readonly event: Extract<ClinicEvent, { type: 'feedback.submitted' }>;
}

/**
 * A clinician's own rating of the hour is kept, shown, and never held against a client's cutoffs. The rules read a fall
 * as a loss, so a clinic's own form on which less is better is kept as well, and not judged.
 */
export const isJudged = (instrument: Instrument, respondent: string): boolean =>
  instrument.construct === 'alliance' &&
  instrument.direction === 'higher-is-better' &&
  (respondent === 'client' || respondent.startsWith('member:'));

export function addJudged(state: EpisodeState, { instrument, result, event }: Arrival, tuning: Tuning): EpisodeState {
  const { respondent } = event.data;
  const rating = ratingOf(event, result);
  const occasion = occasionOf(state, { instrument, result, event }, rating);
  if (!occasion) return addRating(state, { instrument, respondent }, rating);
  const { verdict, anew } = judgeAnew(state, occasion, tuning);
  const isSuspected = tierAtLeast(verdict.tier, 'suspected');
  const heard = {
    series: `${instrument.code}@${instrument.version}/${respondent}`,
    sign: rating,
    onset: rating.at,
    verdict,
    facet: isSuspected && occasion.kind === 'rating' ? fallenMost(instrument, occasion.rated) : null,
    kind: kindNear(state.hours, rating.at),
    cause: event.id,
    historical: event.historical,
  };
  const next = addRating(state, { instrument, respondent }, withVerdict(rating, verdict));
  return replaceRupture(state, next, ruptureAfter(anew ? null : state.rupture, heard, tuning));
}

/** What there is to judge: a score, or at least what the client said directly. */
function occasionOf({ series }: EpisodeState, { instrument, event }: Arrival, rating: Rating): Occasion | undefined {
  if (!isRated(rating)) return rating.probe ? { kind: 'words', rating } : undefined;
  const earlier = series.find(isSeries(instrument, event.data.respondent));
  const rated: readonly Rated[] = [...(earlier?.ratings.filter(isRated) ?? []), rating];
  const alongside = series.filter((other) => other !== earlier);
  return { kind: 'rating', instrument, rated, answers: event.data.items ?? [], alongside };
}

const withVerdict = (rating: Rating, { tier, findings, shadow }: Verdict): Rating => ({
  ...rating,
  verdict: tier,
  rules: findings.map(({ rule }) => rule),
  shadow: shadow.map((finding) => ({ rule: finding.rule, tier: finding.tier })),
});

/** The scale that fell most since the run started, the main one aside; null when nothing fell. */
export function fallenMost({ scales }: Instrument, rated: readonly Rated[]): string | null {
  const { start, now } = fallNow(rated);
  const falls = scales.map(({ code }, i) => ({ code, fall: fallOf(start.scales[i], now.scales[i]) }));
  const [deepest] = falls.slice(1).sort((a, b) => b.fall - a.fall);
  return deepest && deepest.fall > 0 ? deepest.code : null;
}

const fallOf = (before: number | null | undefined, now: number | null | undefined): number =>
  typeof before === 'number' && typeof now === 'number' ? before - now : 0;
