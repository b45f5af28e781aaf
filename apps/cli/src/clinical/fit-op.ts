import { fail, schema, succeed, type Infer, type Result, type Violation } from '#lib/kernel';
import { type Fit, type FitFault, fitLogistic, heuristicShrinkage, likelihoodRatio } from '#lib/statistics';
import { refusal, type OpError } from './op-answer.js';

const { integer, list, number, object, oneOf, optional } = schema;

const MOST_ROWS = 2_000;
const MOST_COLUMNS = 12;
const LARGEST = 1_000_000;

const INPUT = object({
  op: oneOf('fit'),
  penalty: optional(oneOf('none', 'firth')),
  rows: list(
    object({
      x: list(number(-LARGEST, LARGEST), MOST_COLUMNS, 1),
      trials: integer(0, LARGEST),
      events: integer(0, LARGEST),
    }),
    MOST_ROWS,
    1,
  ),
  without: optional(list(integer(1, MOST_COLUMNS), MOST_COLUMNS, 1)),
});
type Input = Infer<typeof INPUT>;

interface Answer extends Fit {
  /** Beside the fit without some of the columns. */
  readonly gain?: { readonly likelihoodRatio: number; readonly columns: number; readonly shrinkage: number };
}

/**
 * `{"op":"fit","penalty":"firth","rows":[{"x":[1,0],"trials":24,"events":2},...]}` to the coefficients of a logistic
 * regression, their standard errors and the deviance. `x` holds a 1 for the intercept. `without` names columns, counted
 * from 1: the answer then says how much they gain, and which share of the effects new data are likely to keep.
 */
export function fitOp(input: unknown): Answer | OpError {
  if (!INPUT.accepts(input)) return refusal(INPUT.explain(input, ''));
  const faults = rowFaults(input);
  if (faults.length > 0) return refusal(faults);
  const fitted = fitOf(input, (x) => x);
  if (!fitted.ok) return refusal([fitted.error]);
  if (input.without === undefined) return fitted.value;
  const left = new Set(input.without);
  const smaller = fitOf(input, (x) => x.filter((_, i) => !left.has(i + 1)));
  if (!smaller.ok) return refusal([smaller.error]);
  const nested = { smaller: smaller.value.deviance, larger: fitted.value.deviance, extra: left.size };
  const gain = {
    likelihoodRatio: likelihoodRatio(nested),
    columns: left.size,
    shrinkage: heuristicShrinkage(nested),
  };
  return { ...fitted.value, gain };
}

function fitOf({ rows, penalty: kind = 'none' }: Input, columns: (x: readonly number[]) => readonly number[]) {
  const fitted: Result<Fit, FitFault> = fitLogistic(
    rows.map((row) => ({ ...row, x: columns(row.x) })),
    { kind },
  );
  return fitted.ok ? succeed(fitted.value) : fail(NO_FIT[fitted.error]);
}

const NO_FIT: Readonly<Record<FitFault, Violation>> = {
  'no-rows': { pointer: '/without', code: 'list_size', detail: 'leaves no column to fit' },
  singular: {
    pointer: '/rows',
    code: 'no_fit',
    detail: 'have columns that cannot be told apart',
    hint: 'leave one of them out',
  },
  diverged: {
    pointer: '/rows',
    code: 'no_fit',
    detail: 'have a column that separates the events perfectly, so no finite answer exists',
    hint: 'ask with "penalty":"firth"',
  },
};

function rowFaults({ rows, without = [] }: Input): Violation[] {
  const width = rows[0]?.x.length ?? 0;
  const beyond = without.flatMap((column, i): Violation[] =>
    column <= width ? [] : [{ pointer: `/without/${i}`, code: 'number_range', detail: `must be from 1 to ${width}` }],
  );
  const uneven = rows.flatMap(({ x, trials, events }, i): Violation[] => [
    ...(x.length === width
      ? []
      : [{ pointer: `/rows/${i}/x`, code: 'list_size', detail: `must have ${width} members` }]),
    ...(events <= trials
      ? []
      : [{ pointer: `/rows/${i}/events`, code: 'number_range', detail: `must be from 0 to ${trials}` }]),
  ]);
  return [...uneven, ...beyond];
}
