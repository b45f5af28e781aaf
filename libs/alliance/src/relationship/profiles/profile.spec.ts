import { cbt } from './cbt.profile.js';
import { compositeOf } from './profile.js';

describe('the composite of an approach', () => {
  it('weighs the three parts; for CBT by .25, .40 and .35', () =>
    expect(compositeOf(cbt, { bond: 80, task: 50, goal: 60 })).toBeCloseTo(61, 9));

  it.each([
    ['bond', { task: 50, goal: 60 }],
    ['task', { bond: 80, goal: 60 }],
    ['goal', { bond: 80, task: 50 }],
  ])('is not known without the %s', (_, values) => expect(compositeOf(cbt, values)).toBeNull());
});
