/** From runs to figures: each clinic by itself, and all of them as one. */
import { auc } from '#lib/statistics';
import { REPAIR, RULES } from '#lib/alliance';
import { COEFFICIENTS_V1 } from '#lib/hazard';
import type { ClinicKind } from '#lib/synthetic';
import {
  evaluateDropoutRisk,
  evaluateRuptures,
  type RecalibrationMethod,
  type SeenRupture,
  type DropoutEvaluation,
  type RuptureFigures,
  type RuptureGroundTruth,
} from '#lib/evaluation';
import type { JudgedRow, StoppingRun } from './stopping-run.js';
import { BUDGETS, FACTORS, type SyntheticRun } from './synthetic-run.js';

export interface CurvePoint {
  /** On the thresholds of the rules on falls; 1 is the rules of the house. */
  readonly factor: number;
  readonly recall: number | null;
  readonly recallOfReadable: number | null;
  readonly standing: number | null;
  readonly falsePerClinicianWeek: number | null;
  readonly falsePerHundredHours: number | null;
  readonly precision: number | null;
}

export interface FrontierPoint extends Omit<CurvePoint, 'factor'> {
  /** The clinic's budget for the strain score; 0 is without the score. */
  readonly perWeek: number;
  readonly foundUnreadable: number;
  readonly echoes: number | null;
  readonly daysToPrompt: number | null;
}

export interface UnaskedFigures {
  readonly strain: RuptureFigures;
  readonly frontier: readonly FrontierPoint[];
}

export interface StoppingFigures {
  /** Of the recalibration ladder, for each clinic that was fitted. */
  readonly steps: readonly RecalibrationMethod[];
  readonly trainRows: number;
  readonly trainStops: number;
  readonly dayAfter: JudgedFigures;
  readonly cadence: JudgedFigures;
}

export interface JudgedFigures extends DropoutEvaluation {
  /** Of the very chances with which the answers were drawn: nothing can be above it, chance aside. */
  readonly generatorAuc: number | null;
  /** Of those chances with the traits that leave no trace, and commitment, at their mean. Beside, never in place of it. */
  readonly knowableAuc: number | null;
  /** Of the start values, before any recalibration. */
  readonly startAuc: number | null;
}

export interface ClinicFigures {
  /** Null where all are taken together. */
  readonly seed: number | null;
  readonly clients: number;
  readonly clinicians: number;
  readonly events: number;
  readonly hours: number;
  readonly strain: RuptureFigures;
  readonly curve: readonly CurvePoint[];
  readonly frontier: readonly FrontierPoint[];
  /** The same clinics where the forms do not ask directly whether something felt off. */
  readonly unasked: UnaskedFigures;
  readonly stopping: StoppingFigures | null;
}

/** What was judged: figures of other versions say nothing about these. */
export interface JudgedVersions {
  readonly rules: Readonly<Record<string, number>>;
  readonly model: string;
}

export interface BenchmarkFigures {
  readonly format: 1;
  readonly versions: JudgedVersions;
  readonly kind: ClinicKind;
  readonly clients: number;
  readonly months: number;
  readonly endsAt: number;
  readonly rounds: number;
  readonly clinics: readonly ClinicFigures[];
  readonly together: ClinicFigures;
}

export const judgedVersions = (): JudgedVersions => ({
  rules: Object.fromEntries([...RULES, REPAIR].map(({ code, version }) => [code, version])),
  model: COEFFICIENTS_V1.version,
});

export function figuresOf(runs: readonly SyntheticRun[], rounds: number): BenchmarkFigures {
  const [first] = runs;
  if (!first) throw new RangeError('at least one run');
  const { clients, months, endsAt, kind } = first.plan;
  return {
    format: 1,
    versions: judgedVersions(),
    kind,
    clients,
    months,
    endsAt,
    rounds,
    clinics: runs.map((run) => ({ ...clinicFigures([run], rounds), seed: run.plan.seed })),
    together: clinicFigures(runs, rounds),
  };
}

function clinicFigures(runs: readonly SyntheticRun[], rounds: number): ClinicFigures {
  const named = runs.map(apart);
  const among = (of: 'seen' | 'frontier' | 'unasked', value: number): readonly SeenRupture[] =>
    named.flatMap((run) => run[of].get(value) ?? []);
  const ground: RuptureGroundTruth = {
    truth: named.flatMap(({ truth }) => truth),
    hours: named.flatMap(({ hours }) => hours),
    asOf: Math.max(...runs.map(({ plan }) => plan.endsAt)),
    seed: 1,
    rounds,
  };
  const sketch = { ...ground, rounds: 0 };
  const unaskedTruth = named.flatMap((run) => run.unaskedTruth);
  return {
    seed: null,
    clients: sum(runs, ({ plan }) => plan.clients),
    clinicians: sum(runs, ({ clinicians }) => clinicians),
    events: sum(runs, ({ events }) => events),
    hours: ground.hours.length,
    strain: evaluateRuptures(among('seen', 1), ground),
    curve: FACTORS.map((factor) => ({ factor, ...pointOf(evaluateRuptures(among('seen', factor), sketch)) })),
    frontier: BUDGETS.map((budget) => budgetPoint(budget, evaluateRuptures(among('frontier', budget), sketch))),
    unasked: {
      strain: evaluateRuptures(among('unasked', ASKED_AT), { ...ground, truth: unaskedTruth }),
      frontier: BUDGETS.map((budget) =>
        budgetPoint(budget, evaluateRuptures(among('unasked', budget), { ...sketch, truth: unaskedTruth })),
      ),
    },
    stopping: stoppingFigures(
      named.flatMap(({ stopping }) => stopping ?? []),
      rounds,
    ),
  };
}

const sum = (runs: readonly SyntheticRun[], of: (run: SyntheticRun) => number): number =>
  runs.reduce((total, run) => total + of(run), 0);

/** The budget at which recall without the direct questions is asked for. */
const ASKED_AT = 0.2;

const budgetPoint = (perWeek: number, figures: RuptureFigures): FrontierPoint => {
  const { foundUnreadable, echoes, daysToPrompt } = figures;
  return { perWeek, ...pointOf(figures), foundUnreadable, echoes, daysToPrompt };
};

const pointOf = ({
  recall,
  recallOfReadable,
  standing,
  falsePerClinicianWeek,
  falsePerHundredHours,
  precision,
}: RuptureFigures): Omit<CurvePoint, 'factor'> => ({
  recall,
  recallOfReadable,
  standing,
  falsePerClinicianWeek,
  falsePerHundredHours,
  precision,
});

/** The same names in two clinics are different people. */
function apart(run: SyntheticRun): SyntheticRun {
  const name = (text: string): string => `${run.plan.seed}/${text}`;
  const person = <T extends { client: string }>(row: T): T => ({ ...row, client: name(row.client) });
  const placed = <T extends { client: string; episode: string }>(row: T): T => ({
    ...person(row),
    episode: name(row.episode),
  });
  const working = <T extends { client: string; clinician: string }>(row: T): T => ({
    ...person(row),
    clinician: name(row.clinician),
  });
  const judged = (rows: readonly JudgedRow[]): JudgedRow[] => rows.map((row) => working(placed(row)));
  const placedIn = (all: SyntheticRun['seen']): SyntheticRun['seen'] =>
    new Map([...all].map(([value, seen]) => [value, seen.map(placed)]));
  const { stopping } = run;
  return {
    ...run,
    truth: run.truth.map(placed),
    hours: run.hours.map(working),
    seen: placedIn(run.seen),
    frontier: placedIn(run.frontier),
    unasked: placedIn(run.unasked),
    unaskedTruth: run.unaskedTruth.map(placed),
    stopping: stopping && { ...stopping, dayAfter: judged(stopping.dayAfter), cadence: judged(stopping.cadence) },
  };
}

function stoppingFigures(runs: readonly StoppingRun[], rounds: number): StoppingFigures | null {
  if (runs.length === 0) return null;
  const train = runs.flatMap((run) => run.train);
  const judge = (rows: readonly JudgedRow[]): JudgedFigures => ({
    ...evaluateDropoutRisk(rows, { train, seed: 1, rounds }),
    generatorAuc: auc(rows.map(({ drawn, y }) => ({ p: drawn, y }))) ?? null,
    knowableAuc: auc(rows.map(({ knowable, y }) => ({ p: knowable, y }))) ?? null,
    startAuc: auc(rows.map(({ start, y }) => ({ p: start, y }))) ?? null,
  });
  return {
    steps: runs.map(({ step }) => step),
    trainRows: train.length,
    trainStops: runs.reduce((total, { trainStops }) => total + trainStops, 0),
    dayAfter: judge(runs.flatMap(({ dayAfter }) => dayAfter)),
    cadence: judge(runs.flatMap(({ cadence }) => cadence)),
  };
}
