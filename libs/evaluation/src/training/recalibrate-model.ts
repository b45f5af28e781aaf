/**
 * One step of the ladder: as much of a model is changed as a clinic's own data can carry. The answer is a choice for the
 * clinic, and nothing until a person approves it. Signals that never vary in the data keep their start value.
 */
import { succeed, type Result } from '#lib/kernel';
import {
  type Calibration,
  type DropoutSettings,
  modelFor,
  priorSpread,
  baselineAt,
  chanceIn,
  designOf,
  etaOf,
  type FeatureName,
  type Features,
  type HazardModel,
} from '#lib/hazard';
import { isotonic, fitLogistic, type FitFault, type FitRow, chanceOf, logit } from '#lib/statistics';
import { recalibrationMethod, type MethodAdvice } from '../recalibration-method.js';

export interface FittingRow {
  readonly client: string;
  readonly interval: number;
  readonly features: Features;
  readonly y: 0 | 1;
}

export interface Fitting {
  /** Where the model starts; a calibration that it already has is left aside. */
  readonly from: DropoutSettings;
  /** Names the calibration, such as the day of the data. */
  readonly name: string;
  /** Draw a step function through the chances, where there are events enough: it evens out who is told. */
  readonly steps?: boolean;
}

export interface Recalibrated {
  readonly advice: MethodAdvice;
  readonly events: number;
  readonly cases: number;
  readonly stopping: DropoutSettings;
}

export function recalibrateModel(rows: readonly FittingRow[], fitting: Fitting): Result<Recalibrated, FitFault> {
  const { calibration: _, ...from } = fitting.from;
  const model = modelFor({ model: from.model });
  const events = rows.filter(({ y }) => y === 1).length;
  const cases = new Set(rows.map(({ client }) => client)).size;
  const laid = rows.map((row) => ({ ...row, design: designOf(model, row.features) }));
  const free = model.coefficients.map((_c, i) => laid.some(({ design }) => design[i] !== laid[0]?.design[i]));
  const advice = recalibrationMethod({ events, cases, freeParameters: 1 + free.filter(Boolean).length });
  const fitted = FITS[advice.step](laid, { model, from, free, name: `${fitting.name} ${advice.step}` });
  if (!fitted.ok) return fitted;
  const draw = fitting.steps === true && advice.isotonic;
  return succeed({ advice, events, cases, stopping: draw ? withSteps(rows, fitted.value) : fitted.value });
}

/** A row as the coefficients meet it. */
interface Laid extends FittingRow {
  readonly design: readonly number[];
}
interface Start {
  readonly model: HazardModel;
  readonly from: DropoutSettings;
  readonly name: string;
  /** Which signals vary in the data. */
  readonly free: readonly boolean[];
}
type Fitted = DropoutSettings & { readonly calibration: Calibration };
type Fit = (rows: readonly Laid[], start: Start) => Result<Fitted, FitFault>;

const shapeOf = (rows: readonly Laid[], rowOf: (row: Laid) => Pick<FitRow, 'x' | 'offset'>): FitRow[] =>
  rows.map((row) => ({ ...rowOf(row), trials: 1, events: row.y }));

/** Firth's half event keeps the shift finite where nobody stopped. */
const fitIntercept: Fit = (rows, { model, from, name }) => {
  const shaped = shapeOf(rows, (row) => ({ x: [1], offset: etaOf(model, { ...row, site: 0 }) }));
  const fitted = fitLogistic(shaped, { kind: 'firth' });
  if (!fitted.ok) return fitted;
  return succeed({ ...from, site: fitted.value.coefficients[0] ?? 0, calibration: { name } });
};

const fitSlope: Fit = (rows, { model, from, name }) => {
  const shaped = shapeOf(rows, (row) => ({ x: [1, etaOf(model, { ...row, site: 0 })] }));
  const fitted = fitLogistic(shaped);
  if (!fitted.ok) return fitted;
  const [site = 0, slope = 1] = fitted.value.coefficients;
  const baseline = model.baseline.map((entry) => ({ ...entry, chance: chanceOf(slope * logit(entry.chance)) }));
  const betas = namedBy(model, (i) => slope * (model.coefficients[i]?.beta ?? 0));
  return succeed({ ...from, site, calibration: { name, baseline, betas } });
};

/** Held near the start values by their priors; the shift alone is free. */
const fitWithPriors: Fit = (rows, start) => {
  const { model, from, free } = start;
  const mean = [from.site, ...model.coefficients.map(({ beta }) => beta)];
  const firm = model.coefficients.map(({ basis }, i) => (free[i] ? 1 / priorSpread(basis) ** 2 : Infinity));
  const prior = { mean, precision: [0, ...firm] };
  const fitted = fitLogistic(shapeOf(rows, givenBaseline(model)), { kind: 'gaussian', prior });
  return fitted.ok ? succeed(chosenFrom(fitted.value.coefficients, start)) : fitted;
};

const givenBaseline =
  (model: HazardModel) =>
  ({ interval, design }: Laid): Pick<FitRow, 'x' | 'offset'> => ({
    x: [1, ...design],
    offset: logit(baselineAt(model, interval)),
  });

/** Of a signal that fewer stops than this have shown, a fit without priors learns little and may not settle. */
const FEWEST_STOPS = 10;

/** What varies and was seen often enough is set free, under Firth's penalty; the rest moves into the given part. */
const refit: Fit = (rows, start) => {
  const { model } = start;
  const free = start.free.map(
    (varies, i) => varies && rows.filter(({ y, design }) => y === 1 && design[i] !== 0).length >= FEWEST_STOPS,
  );
  const fitted = fitLogistic(
    shapeOf(rows, ({ interval, design }) => {
      const held = design.reduce((sum, x, i) => sum + (free[i] ? 0 : x * (model.coefficients[i]?.beta ?? 0)), 0);
      return { x: [1, ...design.filter((_, i) => free[i])], offset: logit(baselineAt(model, interval)) + held };
    }),
    { kind: 'firth' },
  );
  if (!fitted.ok) return fitted;
  const [site = 0, ...found] = fitted.value.coefficients;
  const betas = model.coefficients.map(({ beta }, i) => (free[i] ? (found.shift() ?? beta) : beta));
  return succeed(chosenFrom([site, ...betas], start));
};

const FITS: Readonly<Record<MethodAdvice['step'], Fit>> = {
  intercept: fitIntercept,
  'intercept-and-slope': fitSlope,
  priors: fitWithPriors,
  refit,
};

function chosenFrom([site = 0, ...betas]: readonly number[], { model, from, name }: Start): Fitted {
  return { ...from, site, calibration: { name, betas: namedBy(model, (i) => betas[i] ?? 0) } };
}

const namedBy = (model: HazardModel, beta: (i: number) => number): Readonly<Partial<Record<FeatureName, number>>> =>
  Object.fromEntries(model.coefficients.map(({ feature }, i) => [feature, beta(i)]));

function withSteps(rows: readonly FittingRow[], stopping: Fitted): DropoutSettings {
  const model = modelFor(stopping);
  const predicted = rows.map((row) => ({ p: chanceIn(model, { ...row, site: stopping.site }), y: row.y }));
  return { ...stopping, calibration: { ...stopping.calibration, steps: isotonic(predicted) } };
}
