/**
 * What speaks against a proposal: judged on too few stops nothing is known of it, and a model that was worse than the
 * one in use on the same clients would tell more that is wrong, or less that is right.
 */
import type { Proposal } from '#lib/evaluation';

export type ModelDoubt =
  /** Judged on fewer stops than this project asks for. */
  | { readonly code: 'too-few-stops'; readonly stops: number; readonly least: number }
  /** Worse than what is in use: a lower AUC, or a higher Brier score. */
  | { readonly code: 'worse-auc' | 'worse-brier'; readonly proposed: number; readonly present: number };

/** Fewer than ten events are too few to tell one model from another; it is a choice of this project. */
const LEAST_STOPS = 10;

export function doubtsOf({ test, proposed, present }: Proposal): readonly ModelDoubt[] {
  const few = test.events < LEAST_STOPS;
  return [
    ...(few ? [{ code: 'too-few-stops', stops: test.events, least: LEAST_STOPS } as const] : []),
    ...worse('worse-auc', proposed.auc, present.auc, (a, b) => a < b),
    ...worse('worse-brier', proposed.brier, present.brier, (a, b) => a > b),
  ];
}

function worse(
  code: 'worse-auc' | 'worse-brier',
  proposed: number | null,
  present: number | null,
  isWorse: (proposed: number, present: number) => boolean,
): readonly ModelDoubt[] {
  return proposed !== null && present !== null && isWorse(proposed, present) ? [{ code, proposed, present }] : [];
}
