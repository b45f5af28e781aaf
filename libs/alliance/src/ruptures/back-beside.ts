/**
 * A rupture is followed in one series, which may be one that comes once a month. Where another form of the same person had
 * spoken for it as well and is back, that is a half of the way: the part that the first form asks for is known again with
 * the next one of its kind. What another form never showed, it cannot take back.
 */
import { SAME_HOUR } from '#lib/courses';
import { atLeast } from '#lib/kernel';
import type { Rupture } from '../state/rupture.js';
import { tierAtLeast } from '../state/rupture-tier.js';
import type { Rated } from '../state/series.js';
import { BACK, repairFraction, type Verdict } from './repair.js';

export function isBackBeside({ onset }: Rupture, rated: readonly Rated[], { tier }: Verdict): boolean {
  const now = rated.at(-1);
  const spoke = rated
    .slice(0, -1)
    .filter((form) => form.at >= onset - SAME_HOUR && tierAtLeast(form.verdict, 'suspected'));
  const before = rated[rated.indexOf(spoke[0] as Rated) - 1];
  if (!now || !before || tierAtLeast(tier, 'suspected')) return false;
  const nadir = Math.min(...spoke.map(({ value }) => value));
  return nadir >= before.value || atLeast(repairFraction(now.value, nadir, before.value), BACK);
}
