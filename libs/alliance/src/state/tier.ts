/** How strongly something speaks for strain. `confirmed` takes a person: the client's plain yes, or a marker. */
export type StrainTier = 'prompt' | 'suspected' | 'probable' | 'confirmed';

export const STRAIN_TIERS: readonly StrainTier[] = ['prompt', 'suspected', 'probable', 'confirmed'];
const rank = (tier: StrainTier | null): number => (tier === null ? -1 : STRAIN_TIERS.indexOf(tier));

export const tierAtLeast = (tier: StrainTier | null, least: StrainTier): boolean => rank(tier) >= rank(least);
export const strongerTier = (a: StrainTier, b: StrainTier): StrainTier => (rank(a) >= rank(b) ? a : b);

/** The strongest finding; two different rules at `suspected` or above on the same rating make it probable. */
export function fuse(tiers: readonly StrainTier[]): StrainTier | null {
  if (tiers.length === 0) return null;
  const strongest = tiers.reduce(strongerTier);
  const agreeing = tiers.filter((tier) => tierAtLeast(tier, 'suspected')).length;
  return agreeing >= 2 ? strongerTier(strongest, 'probable') : strongest;
}
