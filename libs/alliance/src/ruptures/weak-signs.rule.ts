import { atLeast } from '#lib/kernel';
import {
  HEARS_MORE_ABOVE,
  LEAST_FROM_OTHERS,
  scoreAt,
  STRAIN_POINTS,
  thresholdOf,
  USUAL_BUDGET,
  type SignCode,
} from '#lib/courses';
import type { Parameters } from '../rules/clinic-rules.js';
import type { Rupture } from '../state/rupture.js';
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
    if (perWeek <= HEARS_MORE_ABOVE && (apart < 2 || !terms.some(isOfTheHour))) return undefined;
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

/** Something that was said, answered or seen; the others are only missing. */
const isOfTheHour = ({ code }: { readonly code: SignCode }): boolean =>
  STRAIN_POINTS[code].group === 'relationship' && code !== 'form-unanswered';

/** One small sign alone, or nothing but what was missing: a clear fall or a plain word that comes later is news beside it. */
export function restsOnLittle({ rules, facts }: Pick<Rupture, 'rules' | 'facts'>): boolean {
  if (!rules.every((rule) => rule === weakSigns.code)) return false;
  const codes = String(facts['small'] ?? '').split(' ') as SignCode[];
  return facts['together'] === 'one' || !codes.some((code) => isOfTheHour({ code }));
}

const MOST_EVIDENCE = 10;

/** What a clinic's choice makes of the threshold. */
export function thresholdUnder(chosen: Parameters | undefined): number {
  const { perWeek, stricter } = { ...weakSigns.parameters, ...chosen };
  return thresholdOf(perWeek ?? USUAL_BUDGET) * (stricter ?? 1);
}
