/** Rules on parts keep the contract of every rule, on forms that have parts. */
import fc from 'fast-check';
import { rapportPulse } from '#lib/instruments';
import { ratingOccasion } from '../../spec/ratings.js';
import { tierAtLeast } from '../state/rupture-tier.js';
import { partFell } from './part-fell.rule.js';
import type { RatingOccasion } from './rupture-rule.js';
import { slowDrift } from './slow-drift.rule.js';

const PARTS = 10;
const part = fc.option(
  fc.integer({ min: 0, max: 10 }).map((n) => 10 * n),
  { freq: 12 },
);
const anything = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.array(part, { minLength: PARTS, maxLength: PARTS })), {
    minLength: 1,
    maxLength: 18,
  })
  .map((forms): RatingOccasion => {
    const occasion = ratingOccasion(
      rapportPulse,
      forms.map(([value]) => value),
    );
    return { ...occasion, rated: occasion.rated.map((rating, i) => ({ ...rating, parts: forms[i]?.[1] ?? [] })) };
  });

describe.each([partFell, slowDrift])('$code', (rule) => {
  it('never speaks louder when its threshold is raised', () => {
    fc.assert(
      fc.property(anything, fc.double({ min: 0, max: 3, noNaN: true }), (given, more) => {
        const raised = { [rule.strictness]: (rule.parameters[rule.strictness] ?? 0) + more };
        const strict = rule.check(given, raised)?.tier ?? null;
        expect(strict === null || tierAtLeast(rule.check(given)?.tier ?? null, strict)).toBe(true);
      }),
    );
  });

  it('names its evidence, the judged form last, and a reference above what was rated', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const finding = rule.check(given);
        if (!finding) return;
        const now = given.rated.at(-1);
        expect(finding.evidence.at(-1)).toBe(now?.event);
        expect(finding.reference === null || finding.reference > (now?.value ?? 0)).toBe(true);
      }),
    );
  });
});
