import { fail, schema, succeed, type Violation, type Infer, type Result } from '#lib/kernel';
import { detect, type Detection, type DetectInput } from './detect.js';
import type { Instrument } from '#lib/instruments';
import type { OwnFigures } from '#lib/alliance';
import { findInstrument } from './find-instrument.js';
import { refusal, type OpError } from './op-answer.js';
import { instrumentCode } from './score-op.js';

const { integer, list, nullable, number, object, oneOf, optional } = schema;

const LARGEST = 1_000_000;
/** Beside a spread of 0 every fall would be beyond measure. */
const LEAST_SPREAD = 0.001;
const MOST = 500;
const ratings = () => list(nullable(number(-LARGEST, LARGEST)), MOST, 1);
const slider = () => optional(nullable(number(0, 10)));

const INPUT = object({
  op: oneOf('detect'),
  instrument: instrumentCode(),
  series: optional(ratings()),
  between: optional(number(LEAST_SPREAD, LARGEST)),
  sem: optional(number(0, LARGEST)),
  pulse: optional(list(nullable(object({ r1: oneOf('no', 'a little', 'yes'), r2: slider(), r3: slider() })), MOST, 1)),
  therapist: optional(ratings()),
  markers: optional(
    list(
      object({
        at: integer(1, MOST),
        kind: oneOf('withdrawal', 'confrontation', 'repair-attempted', 'repair-achieved'),
        significance: optional(integer(1, 5)),
        source: optional(oneOf('clinician', 'supervisor', 'structured-field', 'assisted')),
      }),
      MOST,
    ),
  ),
  repairWithin: optional(integer(1, 20)),
});
type Input = Infer<typeof INPUT>;

/**
 * `{"op":"detect","instrument":"wai-sr","series":[50,51,null,...],"between":7}` to
 * `{findings: [{at, detector, tier}], ruptures: [{onset, reference, states: [{at, fraction, state}]}]}`. `at` and
 * `onset` count ratings from 1; null is a missing rating. `between` (spread between clients) and `sem` (standard error
 * of one rating) replace the instrument's own; `pulse` are the answers to the direct questions, `therapist` the
 * clinician's ratings on the same form, `markers` what was ticked about an hour. The rules and the way back are those of
 * the fold; after `repairWithin` rated forms (3) a rupture counts as unrepaired. A rupture known only from words has the
 * reference and fractions null, and its first state stands at its onset.
 */
export function detectOp(input: unknown, own: readonly Instrument[] = []): Detection | OpError {
  if (!INPUT.accepts(input)) return refusal(INPUT.explain(input, ''));
  const told = toldOf(input, own);
  return told.ok ? detect(told.value) : refusal(told.error);
}

function toldOf(input: Input, own: readonly Instrument[]): Result<DetectInput, Violation[]> {
  const found = findInstrument(input.instrument, own);
  if (!found.ok) return found;
  const faults = [...allianceFaults(found.value), ...lengthFaults(input), ...rangeFaults(found.value, input)];
  if (faults.length > 0) return fail(faults);
  const { series = [], pulse = [], therapist = [], markers = [], repairWithin } = input;
  return succeed({
    instrument: found.value,
    figures: figuresOf(input),
    series,
    pulse,
    therapist,
    markers,
    repairWithin,
  });
}

const figuresOf = ({ between, sem }: Input): OwnFigures => ({
  ...(between === undefined ? {} : { between }),
  ...(sem === undefined ? {} : { error: sem }),
});

const allianceFaults = ({ construct, direction }: Instrument): Violation[] =>
  construct === 'alliance' && direction === 'higher-is-better'
    ? []
    : [{ pointer: '/instrument', code: 'not_an_alliance', detail: 'must measure an alliance, higher being better' }];

function lengthFaults({ series, pulse, markers = [] }: Input): Violation[] {
  if (!series && !pulse) return [{ pointer: '/series', code: 'missing_member', detail: 'is required' }];
  const length = Math.max(series?.length ?? 0, pulse?.length ?? 0);
  return markers.flatMap(({ at }, i) =>
    at <= length ? [] : [{ pointer: `/markers/${i}/at`, code: 'number_range', detail: `must be from 1 to ${length}` }],
  );
}

function rangeFaults({ range }: Instrument, input: Input): Violation[] {
  return (['series', 'therapist'] as const).flatMap((name) =>
    (input[name] ?? []).flatMap((value, i) =>
      value === null || (value >= range.min && value <= range.max)
        ? []
        : [{ pointer: `/${name}/${i}`, code: 'score_range', detail: `must be from ${range.min} to ${range.max}` }],
    ),
  );
}
