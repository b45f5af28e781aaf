/** Ruptures and the signs that move them, for specs of what a rupture keeps and how it goes on. */
import type { DirectAnswers } from '#lib/instruments';
import { beginRupture, type Judged, type RepairSign, type RuleFinding } from '../src/ruptures/repair.js';
import type { Rupture } from '../src/state/rupture.js';
import type { RuptureTier } from '../src/state/rupture-tier.js';

export const found = (rule: string, tier: RuptureTier, more: Partial<RuleFinding> = {}): RuleFinding => ({
  rule,
  tier,
  reference: null,
  evidence: [`s ${rule}`],
  facts: {},
  ...more,
});
export interface Sign {
  readonly at?: number;
  readonly value?: number | null;
  readonly probe?: DirectAnswers | null;
}
export const sign = ({ at = 0, value = 60, probe = null }: Sign = {}): RepairSign => ({ at, value, probe });
export const judged = (tier: RuptureTier, findings: readonly RuleFinding[], more: Partial<Judged> = {}): Judged => ({
  series: 'x@1/client',
  sign: sign(),
  onset: 0,
  verdict: { tier, findings, shadow: [] },
  facet: null,
  kind: 'unknown',
  cause: 'c1',
  historical: false,
  ...more,
});
export const said = (felt: number, sortedOut: number | null): DirectAnswers => ({ felt, mattered: 5, sortedOut });

/** A fall from 90 to 60, probable. */
export const fallen = (more: Partial<Rupture> = {}): Rupture => ({
  ...beginRupture(judged('probable', [found('reliable-drop', 'probable', { reference: 90 })])),
  ...more,
});
/** A rupture that the client spoke of. */
export const spoken = (more: Partial<Rupture> = {}): Rupture => ({
  ...beginRupture(judged('confirmed', [found('direct-report', 'confirmed')])),
  ...more,
});
/** A rupture that is known from a note alone. */
export const noted = (more: Partial<Rupture> = {}): Rupture => ({
  ...beginRupture(
    judged('probable', [found('coded-markers', 'probable')], { series: null, sign: sign({ value: null }) }),
  ),
  ...more,
});
