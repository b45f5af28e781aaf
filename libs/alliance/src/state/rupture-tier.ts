/** How strongly something speaks for rupture. `confirmed` takes a person: the client's plain yes, or a marker. */
export type RuptureTier = 'prompt' | 'suspected' | 'probable' | 'confirmed';

export const RUPTURE_TIERS: readonly RuptureTier[] = ['prompt', 'suspected', 'probable', 'confirmed'];
const rank = (tier: RuptureTier | null): number => (tier === null ? -1 : RUPTURE_TIERS.indexOf(tier));

export const tierAtLeast = (tier: RuptureTier | null, least: RuptureTier): boolean => rank(tier) >= rank(least);
export const strongerTier = (a: RuptureTier, b: RuptureTier): RuptureTier => (rank(a) >= rank(b) ? a : b);

/** The strongest finding; two different rules at `suspected` or above on the same rating make it probable. */
export function combineTiers(tiers: readonly RuptureTier[]): RuptureTier | null {
  if (tiers.length === 0) return null;
  const strongest = tiers.reduce(strongerTier);
  const agreeing = tiers.filter((tier) => tierAtLeast(tier, 'suspected')).length;
  return agreeing >= 2 ? strongerTier(strongest, 'probable') : strongest;
}
