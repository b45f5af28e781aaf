/** How the choice about the chance of stopping early is kept: every number that a person approved, to be read strictly. */
import { schema } from '#lib/kernel';
import { MODELS, FEATURES } from '#lib/hazard';

const { integer, list, number, object, oneOf, optional, text } = schema;

/** Below it too many lie above what is usual for a proposal to be judged by them. */
const LEAST_RATIO = 2.5;
const MOST_ENTRIES = 200;
const MOST_STEPS = 2_000;
const share = number(0, 1);
/** A chance of the baseline goes through its log-odds: never certain. */
const uncertain = number(1e-9, 1 - 1e-9);

const calibration = object({
  name: text('^[A-Za-z0-9][A-Za-z0-9 ,._-]{0,79}$', 'must be a short name'),
  baseline: optional(list(object({ from: integer(1, 10_000), chance: uncertain }), MOST_ENTRIES, 1)),
  betas: optional(object(Object.fromEntries(FEATURES.map((name) => [name, optional(number(-20, 20))])))),
  steps: optional(list(object({ from: share, chance: share, n: integer(1, 1_000_000_000) }), MOST_STEPS, 1)),
});

const reference = object({
  code: text('^[a-z0-9][a-z0-9-]{0,39}$', 'must be the code of an instrument'),
  version: text('^[A-Za-z0-9._-]{1,40}$', 'must be the version of an instrument'),
  mean: number(-10_000, 10_000),
  sd: number(0.001, 10_000),
});

export const STOPPING = object({
  model: oneOf(...MODELS.map(({ version }) => version)),
  site: number(-5, 5),
  calibration: optional(calibration),
  references: optional(list(reference, MOST_ENTRIES)),
  perWeek: optional(integer(0, 50)),
  leastRatio: optional(number(LEAST_RATIO, 100)),
});
