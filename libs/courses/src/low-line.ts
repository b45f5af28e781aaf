/** Where a form is so low that somebody should know it from the first hours on. */
import { type Instrument, leastChangeOf } from '#lib/instruments';

/** Clearly below a line that asks for a look: by three quarters of the form's error. */
const BELOW_LINE = 0.75;
/** As low as one client in fifteen. */
const BELOW_NORM = 1.5;

/** Below the line by more than the mean of a few forms may be off; of a form without lines, in its lower half. */
export function lowLineOf(instrument: Instrument): number {
  const { floor, cutoffs, norms, range } = instrument;
  const line = floor ?? cutoffs?.find(({ clinical }) => clinical === 'below')?.at;
  if (line !== undefined) return line - BELOW_LINE * (leastChangeOf(instrument)?.points ?? 0);
  return lowInNorm(norms) ?? (range.min + range.max) / 2;
}

function lowInNorm(norms: Instrument['norms']): number | undefined {
  const norm = norms?.find(({ population }) => population === 'clinical');
  return norm && norm.mean - BELOW_NORM * norm.sd;
}
