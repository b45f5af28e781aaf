import { chartOf, lowerLimit, type Chart } from '#lib/statistics';
import { below } from '#lib/kernel';
import { errorOfRating } from './figures.js';
import { ruptureRule, type Finding } from './rupture-rule.js';
import type { Rated } from '../state/series.js';

/** So many in a row below the centre are a drift. */
const IN_A_ROW = 8;
const FEWEST = 6;

export const controlLimits = ruptureRule({
  code: 'control-limits',
  detector: 'D4',
  version: 2,
  title: 'Outside what this client’s first forms lead one to expect',
  because: 'A rating far below where the client began, measured in usual steps, is seldom chance.',
  source:
    'Control chart for individuals (Eubanks-Carter et al. 2012); the form’s own error as the least spread is ours.',
  evidenceKind: 'ratings',
  asks: false,
  parameters: { limits: 2, baseline: FEWEST, inARow: IN_A_ROW },
  strictness: 'limits',
  check({ instrument, rated, own }, { limits, baseline: wanted, inARow }) {
    const error = errorOfRating({ instrument, own });
    const first = Math.max(FEWEST, wanted);
    const now = rated.at(-1);
    if (error === undefined || error <= 0 || !now || rated.length <= first) return undefined;
    const chart = chartOf(
      rated.slice(0, first).map(({ value }) => value),
      error,
    );
    return outside(chart, now, limits) ?? drifting(chart, rated.slice(Math.max(first, rated.length - inARow)), inARow);
  },
});

function outside(chart: Chart, now: Rated, limits: number): Finding | undefined {
  if (!below(now.value, lowerLimit(chart, limits))) return undefined;
  const tier = below(now.value, lowerLimit(chart, limits + 1)) ? 'probable' : 'suspected';
  return { tier, reference: chart.centre, evidence: [now.event], facts: factsOf(chart, now) };
}

/** A slow decline that no single rating shows. It is a suspicion at any limit up to the usual one. */
function drifting(chart: Chart, latest: readonly Rated[], inARow: number): Finding | undefined {
  const now = latest.at(-1);
  if (!now || latest.length < inARow || !latest.every(({ value }) => below(value, chart.centre))) return undefined;
  return {
    tier: 'suspected',
    reference: chart.centre,
    evidence: latest.map(({ event }) => event),
    facts: factsOf(chart, now),
  };
}

const factsOf = ({ centre }: Chart, now: Rated): Finding['facts'] => ({
  before: Math.round(centre),
  now: Math.round(now.value),
});
