import { schema, type Violation } from '#lib/kernel';
import { type CurveStep, kaplanMeier, type LifeRow, lifeTable, periodsOf, stepAt } from '#lib/statistics';
import { refusal, type OpError } from './op-answer.js';

const { bool, integer, list, number, object, oneOf, optional } = schema;

const MOST = 20_000;
const LARGEST = 1_000_000;

const BY_TIMES = object({
  op: oneOf('survival'),
  times: list(object({ time: number(0, LARGEST), happened: bool() }), MOST, 1),
  at: optional(list(number(0, LARGEST), 100)),
});
const BY_PERIODS = object({
  op: oneOf('survival'),
  began: integer(1, LARGEST),
  periods: list(object({ happened: integer(0, LARGEST), left: integer(0, LARGEST) }), 1_000, 1),
});

interface Curve {
  readonly curve: readonly CurveStep[];
  readonly at: readonly { readonly time: number; readonly survivor: number; readonly standardError: number }[];
}
interface Table {
  readonly periods: readonly LifeRow[];
}

/**
 * How many stay. `times`, each with whether it happened then or watching ended then, give the curve of Kaplan and Meier,
 * and its height `at` times; `began` and `periods`, each with how many it happened to and how many were no longer watched,
 * give a life table.
 */
export function survivalOp(input: unknown): Curve | Table | OpError {
  return typeof input === 'object' && input !== null && 'periods' in input ? tableOf(input) : curveOf(input);
}

function curveOf(input: unknown): Curve | OpError {
  if (!BY_TIMES.accepts(input)) return refusal(BY_TIMES.explain(input, ''));
  const curve = kaplanMeier(input.times.map(({ time, happened }) => ({ time, event: happened })));
  const at = (input.at ?? []).map((time) => {
    const { survivor, standardError } = stepAt(curve, time);
    return { time, survivor, standardError };
  });
  return { curve, at };
}

function tableOf(input: unknown): Table | OpError {
  if (!BY_PERIODS.accepts(input)) return refusal(BY_PERIODS.explain(input, ''));
  const periods = periodsOf(
    input.began,
    input.periods.map(({ happened, left }) => ({ events: happened, censored: left })),
  );
  const over = periods.findIndex(({ atRisk, events }) => events > atRisk || atRisk < 0);
  return over < 0 ? { periods: lifeTable(periods) } : refusal([tooMany(over)]);
}

const tooMany = (i: number): Violation => ({
  pointer: `/periods/${i}/happened`,
  code: 'number_range',
  detail: 'is more than were left at the beginning of the period',
});
