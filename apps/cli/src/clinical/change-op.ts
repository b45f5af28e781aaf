import { fail, schema, succeed, type Violation, type Infer, type Result } from '#lib/kernel';
import {
  goalChange,
  changeOn,
  directionOf,
  reliableChange,
  type Change,
  type Figures,
  type Instrument,
  cutoffOf,
} from '#lib/instruments';
import { findInstrument } from './find-instrument.js';
import { refusal, type OpError } from './op-answer.js';
import { formName, instrumentCode, respondent } from './score-op.js';

const { list, nullable, number, object, oneOf, optional } = schema;

const LARGEST = 1_000_000;
const score = () => number(-LARGEST, LARGEST);
const figures = { sd: number(0, LARGEST), r: number(0, 1) };
const direction = () => oneOf('higher-better', 'lower-better');
const z = () => number(0.1, 10);

const BY_FIGURES = object({
  op: oneOf('change'),
  ...figures,
  z: optional(z()),
  pre: score(),
  post: score(),
  direction: direction(),
});

const instrumentInput = {
  op: oneOf('change'),
  instrument: instrumentCode(),
  sd: optional(figures.sd),
  r: optional(figures.r),
  z: optional(z()),
  direction: optional(direction()),
  form: optional(formName()),
  respondent: optional(respondent()),
};
const BY_INSTRUMENT = object({ ...instrumentInput, pre: score(), post: score() });

const ratings = () => list(nullable(number(0, 10)), 3, 1);
const BY_GOALS = object({ ...instrumentInput, pre: ratings(), post: ratings() });

type ByInstrument = Infer<typeof BY_INSTRUMENT>;

/**
 * Change between two scores: by `sd`, `r` and `direction`, or by `instrument` with its published threshold and cutoff
 * (which `sd` and `r` together, or `z`, replace). For `goals`, `pre` and `post` may be the ratings goal by goal.
 */
export function changeOp(input: unknown, own: readonly Instrument[] = []): Change | OpError {
  const named = typeof input === 'object' && input !== null && 'instrument' in input;
  const answer = named ? byInstrument(input, own) : byFigures(input);
  return answer.ok ? answer.value : refusal(answer.error);
}

function byFigures(input: unknown): Result<Change, Violation[]> {
  if (!BY_FIGURES.accepts(input)) return fail(BY_FIGURES.explain(input, '').map(orInstrument));
  const faults = figureFaults(input);
  if (faults.length > 0) return fail(faults);
  const { z: width, ...given } = input;
  return succeed(reliableChange({ ...given, ...(width === undefined ? {} : { z: width }) }));
}

const orInstrument = (fault: Violation): Violation =>
  fault.pointer === '/sd' && fault.code === 'missing_member'
    ? { ...fault, hint: 'name an instrument, or send sd, r and direction' }
    : fault;

/** Without spread, or without any error at all, every difference would be infinitely reliable. */
function figureFaults({ sd, r }: Figures): Violation[] {
  if (sd <= 0) return [{ pointer: '/sd', code: 'number_range', detail: 'must be above 0' }];
  return r < 1 ? [] : [{ pointer: '/r', code: 'number_range', detail: 'must be below 1' }];
}

function byInstrument(input: object, own: readonly Instrument[]): Result<Change, Violation[]> {
  const scored = pairGoals(input);
  if (!scored.ok) return scored;
  if (!BY_INSTRUMENT.accepts(scored.value)) return fail(BY_INSTRUMENT.explain(scored.value, ''));
  const found = findInstrument(scored.value.instrument, own);
  return found.ok ? onInstrument(found.value, scored.value) : found;
}

/** Ratings goal by goal become two means over the goals that were rated both times. */
function pairGoals(input: object): Result<object, Violation[]> {
  const listed = 'pre' in input && Array.isArray(input.pre);
  if (!listed || !('instrument' in input) || input.instrument !== 'goals') return succeed(input);
  if (!BY_GOALS.accepts(input)) return fail(BY_GOALS.explain(input, ''));
  const paired = goalChange(input.pre, input.post);
  if (paired) return succeed({ ...input, pre: paired.pre, post: paired.post });
  return fail([{ pointer: '/post', code: 'no_pair', detail: 'has no goal that was rated both times' }]);
}

function onInstrument(instrument: Instrument, input: ByInstrument): Result<Change, Violation[]> {
  const faults = [...givenFaults(instrument, input), ...rangeFaults(instrument, input)];
  if (faults.length > 0) return fail(faults);
  const { sd, r, z: width, form, respondent: by, pre, post } = input;
  const change = changeOn(instrument, {
    pre,
    post,
    ...(sd === undefined || r === undefined ? {} : { figures: { sd, r } }),
    ...(width === undefined ? {} : { z: width }),
    ...(form === undefined ? {} : { form }),
    ...(by === undefined ? {} : { respondent: by }),
  });
  return change ? succeed(change) : fail([noReference(instrument)]);
}

function givenFaults(instrument: Instrument, { sd, r, direction: stated, form }: ByInstrument): Violation[] {
  if (stated !== undefined && stated !== directionOf(instrument)) {
    return [{ pointer: '/direction', code: 'direction_conflict', detail: `is not the way ${instrument.code} runs` }];
  }
  if (form !== undefined && !cutoffOf(instrument, form)) {
    return [{ pointer: '/form', code: 'unknown_code', detail: `is not a form of ${instrument.code}` }];
  }
  return pairFaults(sd, r);
}

function pairFaults(sd: number | undefined, r: number | undefined): Violation[] {
  if (sd === undefined && r === undefined) return [];
  if (sd !== undefined && r !== undefined) return figureFaults({ sd, r });
  return [{ pointer: sd === undefined ? '/sd' : '/r', code: 'missing_member', detail: 'is required with the other' }];
}

const noReference = (instrument: Instrument): Violation => ({
  pointer: '/instrument',
  code: 'no_reference',
  detail: `has no published reliable change for this respondent in ${instrument.code}`,
  hint: 'send sd and r of your own clients',
});

function rangeFaults({ range }: Instrument, { pre, post }: ByInstrument): Violation[] {
  return Object.entries({ pre, post })
    .filter(([, value]) => value < range.min || value > range.max)
    .map(([name]) => ({
      pointer: `/${name}`,
      code: 'score_range',
      detail: `must be from ${range.min} to ${range.max}`,
    }));
}
