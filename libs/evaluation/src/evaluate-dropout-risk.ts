/**
 * How good chances of stopping early were on clients that the model never saw, beside three rules that need no model.
 * Rows are one per person and interval, at one landmark; intervals of uncertainty draw whole clients.
 */
import { DAY } from '#lib/kernel';
import { withinQuota, PER_WEEK, weekOf } from './weekly-quota.js';
import {
  auc,
  baseRate,
  brier,
  brierSkill,
  type Prediction,
  bootstrap,
  type Interval95,
  median,
  type NetBenefit,
  netBenefit,
  recalibrate,
  type Recalibration,
} from '#lib/statistics';
import { BASELINES, learnBaseline, type Baseline, type BaselineRow } from './baselines.js';

export interface PredictedRow extends BaselineRow, Prediction {
  readonly y: 0 | 1;
  readonly episode: string;
  readonly client: string;
  readonly clinician: string;
  readonly at: number;
  /** How many times the chance was what is usual at that point. */
  readonly ratio: number;
  /** The attended hour that opened the interval. */
  readonly opened: number;
  readonly labelledAt: number | null;
}

export interface EvaluationPlan {
  /** Rows from which the three plain rules learn their rates: the model's own training rows. */
  readonly train: readonly BaselineRow[];
  readonly seed: number;
  /** Drawings for each interval of uncertainty; 200 unless given. */
  readonly rounds?: number;
  readonly perWeek?: number;
  readonly leastRatio?: number;
}

export interface Discrimination {
  readonly rows: number;
  readonly events: number;
  readonly auc: number | null;
  readonly brier: number | null;
}

export interface Decile {
  readonly rows: number;
  readonly expected: number;
  readonly observed: number;
}

export interface NotifiedRow {
  /** Told within the budget, by clinician and week with at least one row. */
  readonly perClinicianWeek: number;
  readonly told: number;
  /** Of the told, how many stopped in that interval. */
  readonly ppv: number | null;
  /** Of the stops, how many were told of in that interval. */
  readonly sensitivity: number | null;
  /** Median days from the first notice to the last attended hour, where it came before that hour. */
  readonly leadToLastHour: number | null;
  /** Median days from the first notice to the day on which the stop was known. */
  readonly leadToLabel: number | null;
  /** Courses whose first notice came only after their last attended hour. */
  readonly recovery: number;
}

export interface DropoutEvaluation extends Discrimination {
  readonly clients: number;
  readonly baseRate: number | null;
  readonly aucInterval: Interval95 | null;
  /** Share of the Brier score saved against the rate of each interval, as training knew it. */
  readonly skill: number | null;
  /** Slope 1 and intercept 0 are right; null where they cannot be fitted. */
  readonly calibration: Recalibration | null;
  readonly deciles: readonly Decile[];
  readonly atInterval: readonly (Discrimination & { readonly interval: number })[];
  /** Net benefit of acting at a chance, against telling nobody; events per row. */
  readonly netBenefit: readonly NetBenefit[];
  readonly notices: NotifiedRow;
  /** The plain rules with the same budget. */
  readonly baselines: readonly (Discrimination & { readonly rule: Baseline; readonly notices: NotifiedRow })[];
}

const ROUNDS = 200;
const SHOWN_INTERVALS = [1, 3, 5, 8];
const THRESHOLDS = [0.05, 0.08, 0.12];
const LEAST_RATIO = 2.5;

export function evaluateDropoutRisk(rows: readonly PredictedRow[], plan: EvaluationPlan): DropoutEvaluation {
  const { train, seed, rounds = ROUNDS } = plan;
  const usual = learnBaseline('interval-only', train);
  const fitted = recalibrate(rows);
  return {
    ...discrimination(rows),
    clients: new Set(rows.map(({ client }) => client)).size,
    baseRate: rows.length > 0 ? baseRate(rows) : null,
    aucInterval: bootstrap(rows, { of: auc, seed, rounds }) ?? null,
    skill:
      brierSkill(
        rows,
        rows.map((row) => ({ p: usual(row), y: row.y })),
      ) ?? null,
    calibration: fitted.ok ? fitted.value : null,
    deciles: decilesOf(rows),
    atInterval: SHOWN_INTERVALS.map((interval) => ({
      interval,
      ...discrimination(rows.filter((row) => row.interval === interval)),
    })),
    netBenefit: THRESHOLDS.map((threshold) => netBenefit(rows, threshold)),
    notices: noticesOf(rows, plan),
    baselines: BASELINES.map((rule) => plainRule(rule, rows, plan)),
  };
}

const discrimination = (rows: readonly Prediction[]): Discrimination => ({
  rows: rows.length,
  events: rows.filter(({ y }) => y === 1).length,
  auc: auc(rows) ?? null,
  brier: rows.length > 0 ? brier(rows) : null,
});

/** A plain rule tells of those above its own overall rate, in the order of its rates. */
function plainRule(rule: Baseline, rows: readonly PredictedRow[], plan: EvaluationPlan) {
  const rate = learnBaseline(rule, plan.train);
  const overall = baseRate(plan.train.map(({ y }) => ({ p: 0, y })));
  const predicted = rows.map((row) => ({ ...row, p: rate(row), ratio: overall > 0 ? rate(row) / overall : 0 }));
  return { rule, ...discrimination(predicted), notices: noticesOf(predicted, { ...plan, leastRatio: 1.000_001 }) };
}

function decilesOf(rows: readonly Prediction[]): readonly Decile[] {
  const ranked = rows.toSorted((a, b) => a.p - b.p);
  return Array.from({ length: 10 }, (_, tenth) => {
    const part = ranked.slice(Math.round((tenth * ranked.length) / 10), Math.round(((tenth + 1) * ranked.length) / 10));
    const mean = (of: (row: Prediction) => number): number => part.reduce((sum, row) => sum + of(row), 0) / part.length;
    return { rows: part.length, expected: mean(({ p }) => p), observed: mean(({ y }) => y) };
  }).filter((decile) => decile.rows > 0);
}

type Budget = Pick<EvaluationPlan, 'perWeek' | 'leastRatio'>;

function noticesOf(rows: readonly PredictedRow[], budget: Budget): NotifiedRow {
  const weeks = byWeek(rows);
  const told = [...weeks.values()].flatMap((week) => toldIn(week, budget));
  const events = rows.filter(({ y }) => y === 1).length;
  const right = told.filter(({ y }) => y === 1).length;
  return {
    perClinicianWeek: weeks.size > 0 ? told.length / weeks.size : 0,
    told: told.length,
    ppv: told.length > 0 ? right / told.length : null,
    sensitivity: events > 0 ? right / events : null,
    ...leadOf(rows, told),
  };
}

function byWeek(rows: readonly PredictedRow[]): ReadonlyMap<string, readonly PredictedRow[]> {
  const weeks = new Map<string, PredictedRow[]>();
  for (const row of rows) {
    const key = `${weekOf(row.at)} ${row.clinician}`;
    const week = weeks.get(key);
    if (week) week.push(row);
    else weeks.set(key, [row]);
  }
  return weeks;
}

function toldIn(week: readonly PredictedRow[], { perWeek = PER_WEEK, leastRatio = LEAST_RATIO }: Budget) {
  const candidates = week.filter(({ ratio }) => ratio >= leastRatio);
  return withinQuota(
    candidates.map((row) => ({ ...row, key: `${row.episode} ${row.interval}` })),
    perWeek,
  );
}

function leadOf(
  rows: readonly PredictedRow[],
  told: readonly PredictedRow[],
): Pick<NotifiedRow, 'leadToLastHour' | 'leadToLabel' | 'recovery'> {
  const first = new Map<string, number>();
  for (const { episode, at } of told) first.set(episode, Math.min(at, first.get(episode) ?? Infinity));
  const leads = rows.flatMap(({ y, episode, opened, labelledAt }) => {
    const at = first.get(episode);
    if (y === 0 || at === undefined || labelledAt === null || at > labelledAt) return [];
    return [{ toHour: (opened - at) / DAY, toLabel: (labelledAt - at) / DAY }];
  });
  return {
    leadToLastHour: median(leads.filter(({ toHour }) => toHour >= 0).map(({ toHour }) => toHour)) ?? null,
    leadToLabel: median(leads.map(({ toLabel }) => toLabel)) ?? null,
    recovery: leads.filter(({ toHour }) => toHour < 0).length,
  };
}
