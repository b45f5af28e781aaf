/** Low since the first forms: from when on it is said, until when, and how low that is. */
import { rapportPulse } from '#lib/instruments';
import { ratingOccasion } from '../../spec/ratings.js';
import { LOW_START, lowStart } from './low-start.rule.js';
import type { RatingOccasion } from './rupture-rule.js';

/** Of the Pulse: 70, less three quarters of 20 points. */
const LINE = 55;
const occasion = (values: readonly number[], more: Partial<RatingOccasion> = {}): RatingOccasion =>
  ratingOccasion(rapportPulse, values, more);
const said = (...values: readonly number[]) => lowStart.check(occasion(values));

describe('the first forms', () => {
  it('ask for a look at the third, with all of them and their mean', () =>
    expect(said(50, 56, 54.3)).toEqual({
      tier: 'prompt',
      reference: null,
      standing: true,
      evidence: ['s 0', 's 1', 's 2'],
      facts: { low: 53 },
    }));

  it('are three or four: before, it is too early to say, and after, it is no start', () => {
    expect(said(50, 50)).toBeUndefined();
    expect(said(50, 50, 50, 50)?.evidence).toHaveLength(4);
    expect(said(50, 50, 50, 50, 50)).toBeUndefined();
  });

  it('are low up to the line, on average and on the latest', () => {
    expect(said(LINE, LINE, LINE)?.facts).toEqual({ low: LINE });
    expect(said(LINE, LINE, LINE + 0.1)).toBeUndefined();
    expect(said(LINE + 1, LINE, LINE)).toBeUndefined();
    expect(said(80, 60, 40)).toBeUndefined();
    expect(said(30, 30, 60)).toBeUndefined();
  });

  it('have to be lower by hundredths of the range where the clinic says so', () => {
    const wide = { ...rapportPulse, range: { min: 20, max: 120 } };
    const below = (value: number) => lowStart.check(ratingOccasion(wide, [value, value, value]), { below: 10 });
    expect(below(45)?.tier).toBe('prompt');
    expect(below(45.1)).toBeUndefined();
  });

  it('ask once, and not again after a person ended the prompt', () => {
    const { rated, ...rest } = occasion([50, 50, 50, 50]);
    const asked = rated.map((rating, i) => (i === 2 ? { ...rating, rules: [LOW_START] } : rating));
    expect(lowStart.check({ ...rest, rated: asked })).toBeUndefined();
    expect(lowStart.check(occasion([50, 50, 50], { afterEnd: true }))).toBeUndefined();
  });
});
