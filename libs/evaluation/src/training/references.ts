/** Where a clinic's own clients lie on each alliance form: what single ratings are held against. */
import { type ClinicRules, measures, isRated, type EpisodeState } from '#lib/alliance';
import { type Reference } from '#lib/hazard';

interface Sums {
  readonly code: string;
  readonly version: string;
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}

/** Fewer ratings than this place nobody. */
const FEWEST_RATINGS = 30;

/** From folded episodes; `until` keeps ratings out that come later. */
export function referencesOf(
  states: Iterable<EpisodeState>,
  rules: ClinicRules,
  until: number = Infinity,
): readonly Reference[] {
  const sums = new Map<string, Sums>();
  for (const { series } of states) {
    for (const s of series) {
      if (s.respondent !== 'client' || !measures(s, 'alliance', rules)) continue;
      const values = s.ratings.filter(isRated).filter(({ at }) => at <= until);
      const key = `${s.instrument}@${s.version}`;
      const before = sums.get(key) ?? { code: s.instrument, version: s.version, n: 0, sum: 0, squares: 0 };
      sums.set(key, values.reduce(add, before));
    }
  }
  return [...sums.values()].flatMap(referenceOf).sort((a, b) => (a.code < b.code ? -1 : 1));
}

const add = (sums: Sums, { value }: { readonly value: number }): Sums => ({
  ...sums,
  n: sums.n + 1,
  sum: sums.sum + value,
  squares: sums.squares + value ** 2,
});

/** To a hundredth: the figures are read by people. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

function referenceOf({ code, version, n, sum, squares }: Sums): Reference[] {
  const variance = (squares - sum ** 2 / n) / (n - 1);
  if (n < FEWEST_RATINGS || !(variance > 0)) return [];
  return [{ code, version, mean: rounded(sum / n), sd: Math.max(0.01, rounded(Math.sqrt(variance))) }];
}
