/**
 * A proposal: what a clinic's own history says about the model of stopping early. Fitted before a day, judged on clients
 * who began after it, beside what the clinic uses now. It is a paper for a person: nothing here takes effect.
 */
import { fail, succeed, type Result } from '#lib/kernel';
import { type DropoutSettings, modelFor, chanceIn, ratioIn } from '#lib/hazard';
import { evaluateDropoutRisk, type PredictedRow, type DropoutEvaluation } from '../evaluate-dropout-risk.js';
import { type FitFault, timeSplit, type Split } from '#lib/statistics';
import type { MethodAdvice } from '../recalibration-method.js';
import { recalibrateModel } from './recalibrate-model.js';
import type { DropoutRow } from './dropout-rows.js';

export interface ProposalPlan {
  /** What is used now, or would be. */
  readonly from: DropoutSettings;
  /** Until when the data reach. */
  readonly asOf: number;
  /** Training before, testing after; unless given, the day by which 7 in 10 clients had begun. */
  readonly boundary?: number;
  readonly name: string;
  readonly seed: number;
  readonly rounds?: number;
  readonly steps?: boolean;
}

export interface Proposal {
  readonly definition: 'D-B';
  readonly asOf: number;
  readonly boundary: number;
  readonly train: Counted;
  readonly test: Counted;
  readonly advice: MethodAdvice;
  readonly stopping: DropoutSettings;
  /** On the test rows: as proposed, and as used now. */
  readonly proposed: DropoutEvaluation;
  readonly present: DropoutEvaluation;
}

export interface Counted {
  readonly rows: number;
  readonly events: number;
  readonly clients: number;
}

export type ProposalFault = FitFault | 'too-little-data';

const TRAIN_SHARE = 0.7;

/** Rows of the first landmark are fitted and judged: one for each person and interval. */
export function proposeDropoutModel(all: readonly DropoutRow[], plan: ProposalPlan): Result<Proposal, ProposalFault> {
  const rows = all.filter(({ landmark }) => landmark === 'day-after');
  const boundary = plan.boundary ?? boundaryOf(rows);
  const { train, test } = splitRows(rows, boundary);
  if (train.length === 0 || test.length === 0) return fail('too-little-data');
  const fitted = recalibrateModel(train, plan);
  if (!fitted.ok) return fitted;
  const { stopping, advice } = fitted.value;
  const evaluate = (by: DropoutSettings): DropoutEvaluation =>
    evaluateDropoutRisk(predict(test, by), { ...plan, ...budgetOf(by), train: train.map(plainRow) });
  return succeed({
    definition: 'D-B',
    asOf: plan.asOf,
    boundary,
    train: counted(train),
    test: counted(test),
    advice,
    stopping,
    proposed: evaluate(stopping),
    present: evaluate(plan.from),
  });
}

export function predict(rows: readonly DropoutRow[], by: DropoutSettings): readonly PredictedRow[] {
  const model = modelFor(by);
  return rows.map((row) => {
    const { features, landmark: _, enough: _e, followUp: _f, ...rest } = row;
    const situation = { interval: row.interval, features, site: by.site };
    return { ...rest, p: chanceIn(model, situation), ratio: ratioIn(model, situation) };
  });
}

/** What the three plain rules learn from. */
export const plainRow = ({ y, interval, missedLast, belowCutoff }: DropoutRow) => ({
  y,
  interval,
  missedLast,
  belowCutoff,
});

const budgetOf = ({ perWeek, leastRatio }: DropoutSettings): Pick<DropoutSettings, 'perWeek' | 'leastRatio'> => ({
  ...(perWeek === undefined ? {} : { perWeek }),
  ...(leastRatio === undefined ? {} : { leastRatio }),
});

/** Each row brings its own follow-up: of training clients only rows count whose answer was known before the boundary. */
export function splitRows(rows: readonly DropoutRow[], boundary: number): Split<DropoutRow> {
  const { train, test, dropped } = timeSplit(rows, { boundary, embargo: 0, cut: Infinity });
  const isKnown = ({ opened, followUp }: DropoutRow): boolean => opened + followUp <= boundary;
  return { train: train.filter(isKnown), test, dropped };
}

/** When the client began who was the 70th of a hundred. */
export function boundaryOf(looks: readonly Pick<DropoutRow, 'client' | 'at'>[]): number {
  const first = new Map<string, number>();
  for (const { client, at } of looks) first.set(client, Math.min(at, first.get(client) ?? Infinity));
  const begins = [...first.values()].sort((a, b) => a - b);
  return begins[Math.floor(begins.length * TRAIN_SHARE)] ?? 0;
}

const counted = (rows: readonly DropoutRow[]): Counted => ({
  rows: rows.length,
  events: rows.filter(({ y }) => y === 1).length,
  clients: new Set(rows.map(({ client }) => client)).size,
});
