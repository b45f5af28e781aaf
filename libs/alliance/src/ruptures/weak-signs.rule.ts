import { atLeast } from '#lib/kernel';
import {
  LEAST_FROM_OTHERS,
  ONE_ALONE_ABOVE,
  scoreAt,
  STRAIN_POINTS,
  thresholdOf,
  USUAL_BUDGET,
  type SignCode,
} from '#lib/courses';
import type { Parameters } from '../rules/clinic-rules.js';
import { anyOccasionRule } from './rupture-rule.js';

export const weakSigns = anyOccasionRule({
  code: 'weak-signs',
  version: 1,
  title: 'Several small signs together',
  because: 'None of them says much by itself; that they come together is a reason to ask.',
  source: 'A sum of points of this project, every figure in the open; not tested on clients.',
  evidenceKind: 'signs',
  asks: false,
  /** `perWeek`: about how many of these prompts one clinician is to get in a week; `stricter` multiplies the threshold. */
  parameters: { perWeek: USUAL_BUDGET, stricter: 1 },
  strictness: 'stricter',
  check(occasion, { perWeek, stricter }) {
    if (occasion.kind !== 'signs') return undefined;
    const { points, terms, fromOthers, apart } = scoreAt(occasion, occasion.at);
    const threshold = thresholdOf(perWeek) * stricter;
    if (!atLeast(points, threshold) || !atLeast(fromOthers, LEAST_FROM_OTHERS)) return undefined;
    if (apart < (perWeek > ONE_ALONE_ABOVE ? 1 : 2) || !terms.some(isOfTheHour)) return undefined;
    const known = occasion.signs.flatMap(({ event }) => event ?? []).filter((event) => event !== occasion.event);
    return {
      tier: 'probable',
      reference: null,
      evidence: [...new Set([...known, occasion.event])].slice(-MOST_EVIDENCE),
      facts: {
        small: terms.map(({ code }) => code).join(' '),
        together: apart > 1 ? 'several' : 'one',
        points: Math.round(10 * points) / 10,
      },
    };
  },
});

/** What is only missing, such as an answer or an hour, is an absence, and told as one. */
const isOfTheHour = ({ code }: { readonly code: SignCode }): boolean =>
  STRAIN_POINTS[code].group === 'relationship' && code !== 'form-unanswered';

const MOST_EVIDENCE = 10;

/** What a clinic's choice makes of the threshold. */
export function thresholdUnder(chosen: Parameters | undefined): number {
  const { perWeek, stricter } = { ...weakSigns.parameters, ...chosen };
  return thresholdOf(perWeek ?? USUAL_BUDGET) * (stricter ?? 1);
}
