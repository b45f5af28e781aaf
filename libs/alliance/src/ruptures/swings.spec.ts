/** Wide swings: how wide, how many, how soon after each other, and what is said of them. */
import { haqIi, rapportPulse, waiSr } from '#lib/instruments';
import { ratingOccasion } from '../../spec/ratings.js';
import { swings } from './swings.rule.js';

// the least change of the Pulse is 20 points
const said = (values: readonly number[], chosen?: object) =>
  swings.check(ratingOccasion(rapportPulse, values), chosen && { ...swings.parameters, ...chosen });

describe('swings', () => {
  it('are three moves in turn, told with the lowest and the highest form', () =>
    expect(said([80, 50, 81, 52])).toEqual({
      tier: 'probable',
      reference: 81,
      evidence: ['s 0', 's 1', 's 2', 's 3'],
      facts: { swings: 50, high: 81 },
    }));

  it('are not two moves, on however many forms', () => {
    expect(said([80, 50, 80])).toBeUndefined();
    expect(said([80, 80, 80, 50, 80])).toBeUndefined();
    expect(said([80, 50, 80, 50], { turns: 4 })).toBeUndefined();
    expect(said([80, 50, 80, 50, 80], { turns: 4 })?.tier).toBe('probable');
  });

  it('are larger than the form’s own error, or than more of it where the clinic says so', () => {
    expect(said([80, 60, 80, 60])?.tier).toBe('probable');
    expect(said([80, 60, 80, 61])).toBeUndefined();
    expect(said([80, 50, 80, 50], { changes: 2 })).toBeUndefined();
    expect(said([90, 50, 90, 50], { changes: 2 })?.tier).toBe('probable');
  });

  it('lie within seven forms', () => {
    expect(said([80, 50, 80, 50, 50, 50, 50])?.evidence).toHaveLength(7);
    expect(said([80, 50, 80, 50, 50, 50, 50, 50])).toBeUndefined();
  });

  it('take one form more than moves, even where every move would count', () => {
    expect(said([80, 50, 80], { changes: 0 })).toBeUndefined();
    expect(said([80, 50, 80, 50], { changes: 0 })?.tier).toBe('probable');
  });

  it('are not known without the error of a form, whatever the clinic asks for', () => {
    const { reliableChange: _, ...bare } = haqIi;
    const unknown = ratingOccasion({ ...bare, construct: 'outcome' }, [110, 40, 110, 40]);
    expect(swings.check(unknown)).toBeUndefined();
    expect(swings.check(unknown, { changes: 1, turns: 0 })).toBeUndefined();
  });

  it('S1 are told of no part beside figures of the clinic’s own, where the form’s error is assumed', () => {
    const { rated, ...rest } = ratingOccasion(waiSr, [50, 50, 50, 50]);
    const goals = rated.map((rating, i) => ({ ...rating, parts: [90, i % 2 === 0 ? 90 : 5, 90] }));
    expect(swings.check({ ...rest, rated: goals })?.facts).toHaveProperty('swingPart');
    expect(swings.check({ ...rest, rated: goals, own: { between: 6 } })).toBeUndefined();
  });
});
