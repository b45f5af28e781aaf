/**
 * How much of a model a clinic's own data may change, by how many times work stopped early in them. With few events
 * only the overall rate; with more the slope; then single coefficients, held near their start; then all of them. No
 * step promotes itself: a person approves a new version, and the old one is kept so that the past can be replayed.
 */
export type RecalibrationMethod = 'intercept' | 'intercept-and-slope' | 'priors' | 'refit';

export interface Sample {
  readonly events: number;
  /** Courses, not rows. */
  readonly cases: number;
  /** Coefficients that a refit would set free, the intercept included. */
  readonly freeParameters: number;
}

export interface MethodAdvice {
  readonly step: RecalibrationMethod;
  /** Whether a step function may be drawn through the calibration. */
  readonly isotonic: boolean;
  readonly approval: 'by-a-person';
}

const FOR_SLOPE = 20;
const FOR_PRIORS = 50;
const FOR_REFIT = 200;
const CASES_FOR_REFIT = 300;
const EVENTS_PER_PARAMETER = 10;

export const recalibrationMethod = (sample: Sample): MethodAdvice => ({
  step: stepFor(sample),
  isotonic: sample.events >= FOR_REFIT,
  approval: 'by-a-person',
});

function stepFor(sample: Sample): RecalibrationMethod {
  if (sample.events < FOR_SLOPE) return 'intercept';
  if (sample.events < FOR_PRIORS) return 'intercept-and-slope';
  return mayRefit(sample) ? 'refit' : 'priors';
}

const mayRefit = ({ events, cases, freeParameters }: Sample): boolean =>
  events >= FOR_REFIT && cases >= CASES_FOR_REFIT && events >= EVENTS_PER_PARAMETER * freeParameters;
