/** Which of several forms about the relationship stands for it in lists. */
import type { ClinicRules } from '../rules/clinic-rules.js';
import { DAY } from '#lib/kernel';
import { instrumentOf } from '#lib/instruments';
import type { Series } from '../state/series.js';

/** Longer without a form, it is no longer the one that is used from hour to hour. */
const IN_USE = 42 * DAY;

const latestAt = ({ ratings }: Series): number => ratings.at(-1)?.at ?? -Infinity;
const isMonthly = ({ instrument: code, version }: Series, { instruments }: ClinicRules): boolean =>
  instrumentOf({ code, version }, instruments)?.rhythm === 'month';

/** A form for once a month stands back while another one is in use; alone, or long alone, it stands for itself. */
export function inUse(own: readonly Series[], rules: ClinicRules): readonly Series[] {
  const newest = Math.max(...own.map(latestAt));
  const often = own.filter((series) => !isMonthly(series, rules) && newest - latestAt(series) <= IN_USE);
  return often.length > 0 ? often : own;
}

/** Forms for once a month that stand back, and have come of late. */
export function standingBack(own: readonly Series[], rules: ClinicRules): readonly Series[] {
  const shown = inUse(own, rules);
  const newest = Math.max(...own.map(latestAt));
  return own.filter((series) => !shown.includes(series) && newest - latestAt(series) <= IN_USE);
}
