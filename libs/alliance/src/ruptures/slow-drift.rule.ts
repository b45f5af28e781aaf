import { type FallingLine, fallingLine, fallingParts } from '#lib/courses';
import type { Instrument } from '#lib/instruments';
import { errorOfRating } from './figures.js';
import { readable, ruptureRule, type Finding } from './rupture-rule.js';
import type { Rated } from '../state/series.js';

const FORMS = 16;
const FEWEST = 6;

export const slowDrift = ruptureRule({
  code: 'slow-drift',
  version: 2,
  title: 'Going down slowly, over many forms',
  because: 'Two or three points an hour are too few to stand out, and after some months they are many.',
  source:
    'A straight line through up to sixteen forms, steeper than the form’s own error lets one expect (95 of 100); ours.',
  evidenceKind: 'ratings',
  asks: false,
  /** In standard errors of the slope. */
  parameters: { errors: 1.96, forms: FEWEST },
  strictness: 'errors',
  check({ instrument, rated, own, first = [] }, { errors, forms }) {
    const window = rated.slice(-FORMS);
    const error = errorOfRating({ instrument, own });
    if (window.length < Math.max(FEWEST, forms) || error === undefined) return undefined;
    const whole = fallingLine(
      window.map(({ value }) => value),
      errors * error,
    );
    if (whole) return told(window, whole, wholeFacts(instrument, window, whole));
    const share = (100 * error) / (instrument.range.max - instrument.range.min);
    const lines = fallingParts(instrument, window, errors * share);
    // what the approach looks at first is named
    const line = first.flatMap((code) => lines.find(({ part }) => part === code) ?? [])[0] ?? lines[0];
    return line && told(window, line, { facts: partFacts(line), reference: null });
  },
});

type Measured = Pick<Finding, 'facts' | 'reference'>;

function wholeFacts(instrument: Instrument, window: readonly Rated[], { from }: FallingLine): Measured {
  const [before, now] = [window[from]?.value ?? 0, window.at(-1)?.value ?? 0];
  return { facts: { before: readable(instrument, before), now: readable(instrument, now) }, reference: before };
}

const partFacts = ({ part, before, now, slowly }: ReturnType<typeof fallingParts>[number]): Finding['facts'] => ({
  part,
  partBefore: before,
  partNow: now,
  ...(slowly ? { earlier: 'first' } : {}),
});

const told = (window: readonly Rated[], { from, slowly }: FallingLine, measured: Measured): Finding => ({
  tier: 'probable',
  reference: measured.reference,
  evidence: [...window.slice(from, from + 1), ...window.slice(-1)].map(({ event }) => event),
  facts: { ...measured.facts, ...(slowly ? { slowly: window.length - from } : {}) },
});
