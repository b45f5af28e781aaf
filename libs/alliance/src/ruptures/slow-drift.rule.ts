import { errorRatioOfPart, type Instrument, partsOf } from '#lib/instruments';
import { atLeast } from '#lib/kernel';
import { type Trend, trendOf } from '#lib/statistics';
import { errorOfRating } from './figures.js';
import { readable, ruptureRule, type Finding } from './rupture-rule.js';
import type { Rated } from '../state/series.js';

const FORMS = 16;
const FEWEST = 6;
/** The line has to be steep beside the client's own ups and downs, too. */
const BESIDE_OWN = 3;

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
    if (error === undefined || window.length < Math.max(FEWEST, forms)) return undefined;
    const whole = fallingLine(
      window.map(({ value }) => value),
      errors * error,
    );
    if (whole) return told(instrument, window, whole);
    const share = (100 * error) / (instrument.range.max - instrument.range.min);
    return partOf({ instrument, window, first }, errors * share);
  },
});

/** A line that goes down by more than errors explain, and that is no single step or swing. */
function fallingLine(values: readonly number[], least: number): Trend | undefined {
  if ((values.at(-1) ?? 0) >= (values[0] ?? 0)) return undefined;
  const trend = trendOf(values);
  if (!trend) return undefined;
  const steep = -trend.slope * trend.root;
  return steep > 0 && atLeast(steep, least) && atLeast(steep, BESIDE_OWN * trend.residual) ? trend : undefined;
}

const evidenceOf = (window: readonly Rated[]): string[] =>
  [window[0], window.at(-1)].flatMap((rating) => (rating ? [rating.event] : []));

const told = (instrument: Instrument, window: readonly Rated[], { start }: Trend): Finding => ({
  tier: 'probable',
  reference: start,
  evidence: evidenceOf(window),
  facts: {
    before: readable(instrument, start),
    now: readable(instrument, window.at(-1)?.value ?? start),
    slowly: window.length,
  },
});

interface Forms {
  readonly instrument: Instrument;
  readonly window: readonly Rated[];
  readonly first: readonly string[];
}

interface PartLine {
  readonly code: string;
  readonly now: number;
  readonly trend: Trend;
}

/** One part may go down slowly while the others hold the total. What the approach looks at first is named. */
function partOf({ instrument, window, first }: Forms, least: number): Finding | undefined {
  const lines = partsOf(instrument).flatMap((part, i): PartLine[] => {
    const values = window.flatMap(({ parts }) => parts[i] ?? []);
    const now = values.at(-1);
    if (now === undefined || values.length < window.length) return [];
    const trend = fallingLine(values, least * errorRatioOfPart(instrument, part));
    return trend ? [{ code: part.code, now, trend }] : [];
  });
  const named = first.flatMap((code) => lines.find((line) => line.code === code) ?? []);
  const line = named[0] ?? lines[0];
  return line && toldOfPart(line, window);
}

const toldOfPart = ({ code, now, trend }: PartLine, window: readonly Rated[]): Finding => ({
  tier: 'probable',
  reference: null,
  evidence: evidenceOf(window),
  facts: { part: code, partBefore: Math.round(trend.start), partNow: now, slowly: window.length },
});
