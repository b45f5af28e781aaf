/**
 * From a rating to conclusions: the roster of rules runs here, and nothing but the rating's own past is shown to it,
 * so that what comes later never changes what was concluded earlier.
 */
import type { Tuning } from './clinic/clinic-rules.js';
import type { Instrument } from './instruments/instrument.js';
import { addEvidence, beginRupture, followRupture, type Found, type Judged, type Verdict } from './ruptures/repair.js';
import { RULES } from './ruptures/roster.js';
import { isUnsettled, type Rupture } from './ruptures/rupture.js';
import type { Occasion } from './ruptures/rupture-rule.js';
import { runStart, type Rated } from './ruptures/series.js';
import { strongerTier, tierAtLeast, type StrainTier } from './ruptures/tier.js';

/** Runs every rule on one rating. A rule on trial is heard and does not count. */
export function judgeOccasion(occasion: Occasion, { parameters, shadow: onTrial }: Tuning = HOUSE_TUNING): Verdict {
  const findings: Found[] = [];
  const shadow: Found[] = [];
  for (const rule of RULES) {
    const finding = rule.check(occasion, parameters[rule.code]);
    if (finding) (onTrial.includes(rule.code) ? shadow : findings).push({ ...finding, rule: rule.code });
  }
  return { tier: fuse(findings.map(({ tier }) => tier)), findings, shadow };
}

const HOUSE_TUNING: Tuning = { parameters: {}, shadow: [] };

/** The strongest finding; two different rules at `suspected` or above on the same rating make it probable. */
export function fuse(tiers: readonly StrainTier[]): StrainTier | null {
  if (tiers.length === 0) return null;
  const strongest = tiers.reduce(strongerTier);
  const agreeing = tiers.filter((tier) => tierAtLeast(tier, 'suspected')).length;
  return agreeing >= 2 ? strongerTier(strongest, 'probable') : strongest;
}

/** What one judged rating does to the episode's strain: begin, follow, strengthen, or leave alone. */
export function ruptureAfter(
  rupture: Rupture | null,
  judged: Omit<Judged, 'verdict'>,
  verdict: Verdict,
): Rupture | null {
  const { rating, series } = judged;
  const unsettled = isUnsettled(rupture);
  const followed = unsettled && rupture.series === series ? followRupture(rupture, rating, verdict) : rupture;
  if (verdict.tier === null || !tierAtLeast(verdict.tier, 'suspected')) return followed;
  const strain: Judged = { ...judged, verdict: { ...verdict, tier: verdict.tier } };
  return unsettled && followed ? addEvidence(followed, strain) : beginRupture(strain);
}

/** The scale that fell most since the run started, the main one aside; null when nothing fell. */
export function fallenMost(instrument: Instrument, rated: readonly Rated[]): string | null {
  const start = rated[runStart(rated.map(({ value }) => value))];
  const now = rated.at(-1);
  if (!start || !now) return null;
  const falls = instrument.scales.map(({ code }, i) => ({ code, fall: fallOf(start.scales[i], now.scales[i]) }));
  const [deepest] = falls.slice(1).sort((a, b) => b.fall - a.fall);
  return deepest && deepest.fall > 0 ? deepest.code : null;
}

const fallOf = (before: number | null | undefined, now: number | null | undefined): number =>
  typeof before === 'number' && typeof now === 'number' ? before - now : 0;
