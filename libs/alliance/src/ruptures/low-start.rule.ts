import { lowLineOf, mean } from '#lib/courses';
import { atLeast } from '#lib/kernel';
import { readable, ruptureRule } from './rupture-rule.js';

export const LOW_START = 'low-start';
const FORMS = 3;
/** Where the third form left it open, the fourth may settle it; afterwards it is no start any more. */
const LATEST = 4;

export const lowStart = ruptureRule({
  code: LOW_START,
  version: 1,
  title: 'Low since the first forms',
  because: 'Where it is low from the first hours on, there was nothing to fall from, and asking early helps most.',
  source:
    'A low early alliance goes with stopping (Sharf 2010, d = .55); three forms, and the line, are rules of this project.',
  evidenceKind: 'ratings',
  asks: true,
  /** How much lower than the line it has to be, in hundredths of the form's range. */
  parameters: { below: 0 },
  strictness: 'below',
  check({ instrument, rated, afterEnd }, { below }) {
    const now = rated.at(-1);
    const early = rated.length >= FORMS && rated.length <= LATEST;
    if (!now || !early || afterEnd || rated.some(({ rules }) => rules.includes(LOW_START))) return undefined;
    const { min, max } = instrument.range;
    const line = lowLineOf(instrument) - (below / 100) * (max - min);
    const values = rated.map(({ value }) => value);
    if (!atLeast(line, mean(values)) || !atLeast(line, now.value)) return undefined;
    return {
      tier: 'prompt',
      reference: null,
      standing: true,
      evidence: rated.map(({ event }) => event),
      facts: { low: readable(instrument, mean(values)) },
    };
  },
});
