/**
 * From a rating to conclusions: the roster of rules runs here, and nothing but the rating's own past is shown to it,
 * so that what comes later never changes what was concluded earlier.
 */
import { SAME_HOUR } from '#lib/courses';
import type { Tuning } from '../rules/clinic-rules.js';
import {
  addEvidence,
  beginRupture,
  followRupture,
  halfEase,
  REPAIR,
  type RuleFinding,
  type Judged,
  type Verdict,
} from './repair.js';
import { isOfMarks, isOfSigns } from './known-from.js';
import { RULES } from './roster.js';
import { isUnsettled, type Rupture } from '../state/rupture.js';
import type { Occasion } from './rupture-rule.js';
import { combineTiers, tierAtLeast, type RuptureTier } from '../state/rupture-tier.js';

/** Runs every rule on one form or marked hour. A rule on trial is heard and does not count. */
export function judgeOccasion(occasion: Occasion, { parameters, shadow: onTrial }: Tuning = DEFAULT_TUNING): Verdict {
  const findings: RuleFinding[] = [];
  const shadow: RuleFinding[] = [];
  for (const rule of RULES) {
    const finding = rule.check(occasion, parameters[rule.code]);
    if (finding) (onTrial.includes(rule.code) ? shadow : findings).push({ ...finding, rule: rule.code });
  }
  return { tier: combineTiers(findings.map(({ tier }) => tier)), findings, shadow };
}

const DEFAULT_TUNING: Tuning = { parameters: {}, shadow: [] };

/** What one form or marked hour does to the episode's rupture: begin, follow, strengthen, or leave alone. */
export function ruptureAfter(
  rupture: Rupture | null,
  heard: JudgedByRules,
  tuning: Tuning = DEFAULT_TUNING,
): Rupture | null {
  const followed = isUnsettled(rupture) ? followIn(rupture, heard, tuning) : null;
  const judged = judgedOf(heard);
  if (!judged) return followed ?? rupture;
  if (followed) return addEvidence(followed, judged);
  return heard.verdict.findings.some(begins) ? beginRupture(judged) : rupture;
}

/** A rupture is followed in one series; marks in notes move it by other ways. */
function followIn(rupture: Rupture, heard: JudgedByRules, { parameters }: Tuning): Rupture {
  const { sign, series, verdict, isBackBeside } = heard;
  if (series === null) return rupture;
  if ((rupture.series ?? series) !== series && !isFollowedAnywhere(rupture, sign.at))
    return isBackBeside ? halfEase(rupture, sign.at) : rupture;
  if (isOfSigns(rupture) && !isStrong(verdict.tier)) return rupture;
  return followRupture(rupture, { sign, series, verdict, repair: parameters[REPAIR.code] });
}

/** What is known from marks alone belongs to no form; two forms about one hour are one. */
const isFollowedAnywhere = (rupture: Rupture, at: number): boolean =>
  isOfMarks(rupture) && at - rupture.changedAt > SAME_HOUR;

function judgedOf(heard: JudgedByRules): Judged | undefined {
  const { tier } = heard.verdict;
  if (!isStrong(tier)) return undefined;
  return { ...heard, verdict: { ...heard.verdict, tier } };
}

/** Something heard, whether or not it speaks for rupture. */
export type JudgedByRules = Omit<Judged, 'verdict'> & { readonly verdict: Verdict };

/** A prompt alone neither begins nor strengthens a rupture. */
const isStrong = (tier: RuptureTier | null): tier is RuptureTier => tierAtLeast(tier, 'suspected');

/** What was so from the start is no fall. */
const begins = ({ tier, standing }: RuleFinding): boolean => isStrong(tier) && !standing;

/**
 * After a person ended the prompt about a rupture, only what came since speaks for a new one: the last rating that they
 * knew is what later ones are compared with, and what was said or marked before is not said again.
 */
export function sinceAnswer(occasion: Occasion, at: number): Occasion {
  if (occasion.kind === 'words') return { ...occasion, afterEnd: true };
  if (occasion.kind === 'marked')
    return {
      ...occasion,
      hours: occasion.hours.filter((hour) => hour.at > at),
      afterEnd: true,
    };
  if (occasion.kind === 'signs')
    return { ...occasion, signs: occasion.signs.filter((sign) => sign.at > at), afterEnd: true };
  const known = occasion.rated.findLastIndex((rating) => rating.at <= at);
  return { ...occasion, rated: occasion.rated.slice(Math.max(0, known)), afterEnd: true };
}

/** Enough for a new prompt while the rupture whose prompt was ended is still unsettled. Going on as it was is not. */
export const isNews = ({ tier, findings }: Verdict): boolean => tierAtLeast(tier, 'probable') && findings.some(begins);
