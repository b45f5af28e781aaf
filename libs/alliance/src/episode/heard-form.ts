/** A form as the rules hear it: what there is to judge in it, and what a rupture takes from it. */
import { fallNow } from '#lib/courses';
import { type Answer, exactnessOf, type Instrument } from '#lib/instruments';
import { formNamed } from '../ratings/form-named.js';
import type { Verdict } from '../ruptures/repair.js';
import type { JudgedByRules } from '../ruptures/judge.js';
import { isBackBeside } from '../ruptures/back-beside.js';
import { dayOf } from '../ruptures/lasting.js';
import type { RuptureFacts } from '../ruptures/rupture-facts.js';
import { readable, type Occasion } from '../ruptures/rupture-rule.js';
import type { EpisodeState } from '../state/episode-state.js';
import { isUnsettled } from '../state/rupture.js';
import { tierAtLeast } from '../state/rupture-tier.js';
import { isMember, isRated, memberIn, seriesName, type Rated, type Rating, type Series } from '../state/series.js';
import { kindNear } from './rupture-markers.js';

export interface HeardForm {
  readonly instrument: Instrument;
  readonly respondent: string;
  readonly rating: Rating;
  /** The ratings before it in its own series, and the other series. */
  readonly earlier: readonly Rating[];
  readonly alongside: readonly Series[];
  /** Parts that the approach looks at first. */
  readonly first: readonly string[];
  readonly answers?: readonly Answer[];
}

/**
 * A clinician's own rating of the hour is kept, shown, and never held against a client's cutoffs. The rules read a fall
 * as a loss, so a clinic's own form on which less is better is kept as well, and not judged.
 */
export const isJudged = (instrument: Instrument, respondent: string): boolean =>
  instrument.construct === 'alliance' &&
  instrument.direction === 'higher-is-better' &&
  (respondent === 'client' || isMember(respondent));

/** What there is to judge: a score, or at least what the client said directly. */
export function occasionOf({ rating, earlier, respondent: _, ...among }: HeardForm): Occasion | undefined {
  if (!isRated(rating)) return rating.probe ? { kind: 'words', rating } : undefined;
  return { kind: 'rating', rated: [...earlier.filter(isRated), rating], ...among };
}

interface Judgement {
  readonly occasion: Occasion;
  readonly verdict: Verdict;
  readonly historical: boolean;
}

export function heardOf(
  { hours, rupture }: EpisodeState,
  { instrument, respondent, rating }: HeardForm,
  { occasion, verdict, historical }: Judgement,
): JudgedByRules {
  const isSuspected = tierAtLeast(verdict.tier, 'suspected');
  const series = seriesName({ instrument: instrument.code, version: instrument.version, respondent });
  return {
    series,
    sign: rating,
    onset: rating.at,
    verdict,
    facet: isSuspected && occasion.kind === 'rating' ? fallenMost(instrument, occasion.rated) : null,
    kind: kindNear(hours, rating.at),
    cause: rating.event.slice(rating.event.indexOf(' ') + 1),
    historical,
    // nothing is begun or strengthened by less, and this is looked at with every form
    named: isSuspected ? { ...nameOf(instrument, respondent), on: dayOf(rating.at) } : {},
    form: {
      total: rating.value === null ? null : readable(instrument, rating.value),
      saysNo: rating.probe?.felt === 0,
    },
    isBackBeside: occasion.kind === 'rating' && isBackInAnother(rupture, series, { rated: occasion.rated, verdict }),
  };
}

interface Return {
  readonly rated: readonly Rated[];
  readonly verdict: Verdict;
}

/** Whether the form came back while the rupture is followed in another series. */
const isBackInAnother = (rupture: EpisodeState['rupture'], series: string, { rated, verdict }: Return): boolean =>
  isUnsettled(rupture) && (rupture.series ?? series) !== series && isBackBeside(rupture, rated, verdict);

/** Which form, of whom, and how well its error is known. */
const nameOf = (instrument: Instrument, respondent: string): RuptureFacts => ({
  ...formNamed(instrument),
  exactness: exactnessOf(instrument),
  outOf: instrument.range.max,
  ...memberIn(respondent),
});

/** The scale that fell most since the run started, the main one aside; null when nothing fell. */
function fallenMost({ scales }: Instrument, rated: readonly Rated[]): string | null {
  const { start, now } = fallNow(rated);
  const falls = scales.map(({ code }, i) => ({ code, fall: fallOf(start.scales[i], now.scales[i]) }));
  const [deepest] = falls.slice(1).sort((a, b) => b.fall - a.fall);
  return deepest && deepest.fall > 0 ? deepest.code : null;
}

const fallOf = (before: number | null | undefined, now: number | null | undefined): number =>
  typeof before === 'number' && typeof now === 'number' ? before - now : 0;
