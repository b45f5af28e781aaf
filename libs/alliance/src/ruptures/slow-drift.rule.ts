import { fallingLine, fallingParts } from '#lib/courses';
import type { Instrument } from '#lib/instruments';
import { errorOfRating } from './figures.js';
import { readable, ruptureRule, type Finding } from './rupture-rule.js';
import type { Rated } from '../state/series.js';

const FORMS = 16;
const FEWEST = 6;

export const slowDrift = ruptureRule({
  code: 'slow-drift',
  version: 1,
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
    if (whole) return told(window, wholeFacts(instrument, window, whole.start), whole.start);
    const share = (100 * error) / (instrument.range.max - instrument.range.min);
    const lines = fallingParts(instrument, window, errors * share);
    // what the approach looks at first is named
    const line = first.flatMap((code) => lines.find(({ part }) => part === code) ?? [])[0] ?? lines[0];
    return line && told(window, { part: line.part, partBefore: line.before, partNow: line.now }, null);
  },
});

const wholeFacts = (instrument: Instrument, window: readonly Rated[], start: number): Finding['facts'] => ({
  before: readable(instrument, start),
  now: readable(instrument, window.at(-1)?.value ?? start),
});

const told = (window: readonly Rated[], facts: Finding['facts'], reference: number | null): Finding => ({
  tier: 'probable',
  reference,
  evidence: [...window.slice(0, 1), ...window.slice(-1)].map(({ event }) => event),
  facts: { ...facts, slowly: window.length },
});
