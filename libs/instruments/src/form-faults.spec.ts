import { core10 } from './core-10.instrument.js';
import { itemFaults, isPossible, optionFaults } from './form-faults.js';
import { goals } from './goals.instrument.js';
import type { Item } from './item.js';
import { ors } from './ors.instrument.js';
import { phq9 } from './phq-9.instrument.js';
import { rapportPulse } from './pulse.instrument.js';
import { srs } from './srs.instrument.js';
import { waiSr } from './wai-sr.instrument.js';

const zeros = (count: number): number[] => Array<number>(count).fill(0);

describe('a list of answers', () => {
  it('has one place for each item that every client is asked, and may have more for the others', () => {
    expect([7, 8, 11, 12].map((count) => itemFaults(rapportPulse, zeros(count)).length)).toEqual([1, 0, 0, 1]);
    expect([8, 9, 10].map((count) => itemFaults(phq9, zeros(count)).length)).toEqual([1, 0, 1]);
    expect([0, 1, 3, 4].map((count) => itemFaults(goals, zeros(count)).length)).toEqual([1, 0, 0, 1]);
  });

  it('is told how many it must have', () => {
    expect(itemFaults(phq9, zeros(8))).toEqual([
      {
        pointer: '/items',
        code: 'list_size',
        detail: 'must have 9 members for phq-9',
        hint: 'one answer per item, null for a missing one',
      },
    ]);
    expect(itemFaults(rapportPulse, zeros(2))[0]?.detail).toBe('must have 8 to 11 members for pulse');
  });

  it('has every answer within its item, each fault in its place', () => {
    expect(itemFaults(core10, [0, 4, null, 5, 0, 0, 0, 0, 0, -1])).toEqual([
      { pointer: '/items/3', code: 'score_range', detail: 'must be from 0 to 4 in steps of 1' },
      { pointer: '/items/9', code: 'score_range', detail: 'must be from 0 to 4 in steps of 1' },
    ]);
    expect(itemFaults(srs, [9.1, 0.3, 10, 0])).toEqual([]);
    expect(itemFaults(srs, [9.15, 0.3, 10.1, 0]).map(({ pointer }) => pointer)).toEqual(['/items/0', '/items/2']);
  });
});

it.each<[number, boolean]>([
  [1, true],
  [4, true],
  [7, true],
  [2, false],
  [5, false],
  [-2, false],
  [10, false],
])('an item from 1 to 7 in steps of 3 may be answered with %d: %s', (value, possible) => {
  const item: Item = { id: 'x', min: 1, max: 7, step: 3 };
  expect(isPossible(item, value)).toBe(possible);
});

describe('an option', () => {
  it('names a form that the cutoffs have', () => {
    expect(optionFaults(ors, { form: 'child' })).toEqual([]);
    expect(optionFaults(ors, { form: 'infant' })).toEqual([
      {
        pointer: '/options/form',
        code: 'unknown_code',
        detail: 'is not a form of ors',
        hint: 'known forms: adult, adolescent, child',
      },
    ]);
    expect(optionFaults(waiSr, { form: 'adult' })[0]?.hint).toBe('known forms: none');
  });

  it('counts a line in only where sources disagree about it', () => {
    expect(optionFaults(srs, { inclusive: true })).toEqual([]);
    expect(optionFaults(phq9, {})).toEqual([]);
    expect(optionFaults(phq9, { inclusive: true })).toEqual([
      {
        pointer: '/options/inclusive',
        code: 'unsupported_option',
        detail: 'does not apply to phq-9: its sources agree on which side of the line a score falls',
        hint: 'leave it out',
      },
    ]);
    expect(optionFaults(waiSr, { inclusive: false })).toHaveLength(1);
  });
});
