import { schema } from '#lib/kernel';
import { COEFFICIENTS_V1, hazardOf, type Hazard, FEATURES, type Features } from '#lib/hazard';
import { refusal, type OpError } from './op-answer.js';

const { integer, number, object, oneOf, optional } = schema;

const LARGEST = 1_000_000;

const INPUT = object({
  op: oneOf('hazard'),
  interval: integer(1, 10_000),
  features: optional(object(Object.fromEntries(FEATURES.map((name) => [name, optional(number(-LARGEST, LARGEST))])))),
  site: optional(number(-10, 10)),
});

/**
 * `{"op":"hazard","interval":3,"features":{"level":-1,"noshow":1},"site":0}` to
 * `{eta, h, cumulative4, ratio, reasons: [{feature, factor}]}`. A feature that is left out adds nothing; `site` is a
 * shift of the log-odds, 0 unless given. The start coefficients are used.
 */
export function hazardOp(input: unknown): Hazard | OpError {
  if (!INPUT.accepts(input)) return refusal(INPUT.explain(input, ''));
  const { interval, site = 0 } = input;
  const features: Features = input.features ?? {};
  return hazardOf(COEFFICIENTS_V1, { interval, features, site });
}
