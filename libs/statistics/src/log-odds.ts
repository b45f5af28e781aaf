/** Chances on the scale on which effects add up. */
export const logit = (chance: number): number => Math.log(chance / (1 - chance));

/** The chance back from its log-odds. Both branches stay finite however far out `eta` lies. */
export function chanceOf(eta: number): number {
  if (eta >= 0) return 1 / (1 + Math.exp(-eta));
  const odds = Math.exp(eta);
  return odds / (1 + odds);
}
