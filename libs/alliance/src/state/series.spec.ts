import { ratedAs } from '../../spec/ratings.js';
import { arm5, rapportPulse, srs, waiSr } from '#lib/instruments';
import { fallNow, mean, spreadWithin } from '#lib/courses';
import { chartOf, lowerLimit, upperLimit } from '#lib/statistics';
import { atLeast, below } from '#lib/kernel';
import { readable } from '../ruptures/rupture-rule.js';
import { isUnsettled, type Rupture, type RuptureState } from './rupture.js';
import { combineTiers, strongerTier, tierAtLeast } from './rupture-tier.js';
import { asMember, isMember, memberIn, memberOf, seriesName } from './series.js';
import { move, type Trigger } from '../ruptures/transitions.js';

describe('a client’s own spread', () => {
  it('is known from the third rating on', () => {
    expect([spreadWithin([]), spreadWithin([40, 20])]).toEqual([0, 0]);
    expect(spreadWithin([40, 20, 30])).toBeCloseTo(10, 9);
  });

  it('lies around a mean, which is 0 where nothing was rated', () =>
    expect([mean([]), mean([3]), mean([1, 2, 6])]).toEqual([0, 3, 3]));
});

describe('a fall', () => {
  it.each<[string, number[], number, number]>([
    ['over equal ratings', [80, 70, 70, 60], 80, 20],
    ['that stopped', [80, 70, 75], 75, 0],
    ['of one form', [80], 80, 0],
    ['over six steps and no more', [80, 70, 69, 68, 67, 66, 65, 64], 70, 6],
  ])('%s', (...[, values, start, drop]) => {
    const fall = fallNow(ratedAs(values));
    expect([fall.start.value, fall.now.value, fall.drop]).toEqual([start, values.at(-1), drop]);
  });

  it('is followed back as far as is asked', () => expect(fallNow(ratedAs([80, 70, 60]), 1).drop).toBe(10));
});

describe('a chart', () => {
  it('measures its spread in steps between neighbours, whichever way they go', () => {
    // Steps 2, 4 and 6 have the mean 4; 2 / sqrt(pi) is 1.1283792.
    const chart = chartOf([10, 12, 8, 14]);
    expect(chart).toEqual({ centre: 11, meanStep: 4, spread: expect.closeTo(4 / 1.1283792, 6) });
    expect([lowerLimit(chart, 2), upperLimit(chart, 2)]).toEqual([
      expect.closeTo(11 - 2 * 3.5449077, 6),
      expect.closeTo(11 + 2 * 3.5449077, 6),
    ]);
  });
});

describe('a threshold', () => {
  it('forgives the last digits of a division, and no more', () => {
    expect([atLeast(5, 5), atLeast(0.1 + 0.2 - 0.3 + 5, 5), atLeast(5 - 1e-10, 5), atLeast(4.999, 5)]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect([below(5, 5), below(5 - 1e-10, 5), below(4.999, 5)]).toEqual([false, false, true]);
  });
});

it('shows whole points on a scale wider than 40 points, and tenths on any other', () => {
  expect([readable(rapportPulse, 69.44), readable(rapportPulse, 69.5), readable(waiSr, 42.6)]).toEqual([69, 70, 43]);
  expect([readable(srs, 35.44), readable(srs, 35.46), readable(arm5, 5.54)]).toEqual([35.4, 35.5, 5.5]);
  expect(readable({ ...srs, range: { min: 10, max: 40 } }, 35.44)).toBe(35.4);
});

describe('how strongly something speaks', () => {
  it('is ordered from a prompt to what a person confirmed', () => {
    const tiers = ['prompt', 'suspected', 'probable', 'confirmed'] as const;
    const reached = tiers.map((tier) => tiers.map((least) => tierAtLeast(tier, least)));
    expect(reached).toEqual([
      [true, false, false, false],
      [true, true, false, false],
      [true, true, true, false],
      [true, true, true, true],
    ]);
    expect(tierAtLeast(null, 'prompt')).toBe(false);
    expect([strongerTier('probable', 'suspected'), strongerTier('suspected', 'probable')]).toEqual([
      'probable',
      'probable',
    ]);
  });

  it('is the strongest of all, and probable when two suspect', () => {
    expect(combineTiers(['prompt', 'prompt'])).toBe('prompt');
    expect(combineTiers(['prompt', 'suspected', 'prompt'])).toBe('suspected');
    expect(combineTiers(['suspected', 'probable'])).toBe('probable');
    expect(combineTiers(['suspected', 'confirmed', 'prompt'])).toBe('confirmed');
  });
});

describe('the state of a rupture', () => {
  const TRIGGERS: readonly Trigger[] = ['suspicion', 'strain', 'not-back', 'half-back', 'back', 'took-long', 'ended'];

  it.each<[RuptureState, Partial<Record<Trigger, RuptureState>>]>([
    ['none', { suspicion: 'suspected', strain: 'open' }],
    [
      'suspected',
      {
        ...{ strain: 'open', 'not-back': 'open', 'half-back': 'repairing', back: 'repaired' },
        ...{ 'took-long': 'unrepaired', ended: 'closed' },
      },
    ],
    ['open', { 'half-back': 'repairing', back: 'repaired', 'took-long': 'unrepaired', ended: 'closed' }],
    ['repairing', { 'not-back': 'open', back: 'repaired', 'took-long': 'unrepaired', ended: 'closed' }],
    ['repaired', { ended: 'closed' }],
    ['unrepaired', { back: 'repaired', ended: 'closed' }],
    ['closed', {}],
  ])('%s moves on %j and stays on anything else', (from, moves) => {
    for (const on of TRIGGERS) expect([on, move(from, on)]).toEqual([on, moves[on] ?? from]);
  });

  it('is unsettled until it is repaired or ended', () => {
    const states: readonly RuptureState[] = ['suspected', 'open', 'repairing', 'unrepaired', 'repaired', 'closed'];
    const unsettled = states.filter((state) => isUnsettled({ state } as Rupture));
    expect(unsettled).toEqual(['suspected', 'open', 'repairing', 'unrepaired']);
    expect(isUnsettled(null)).toBe(false);
  });
});

describe('whose a series is', () => {
  it('is a member of several, by name, or anybody else', () => {
    expect(['member:ann', 'client', 'clinician'].map(memberOf)).toEqual(['ann', undefined, undefined]);
    expect([memberIn(asMember('bob')), memberIn('client')]).toEqual([{ member: 'bob' }, {}]);
    expect(['member:ann', 'client'].map(isMember)).toEqual([true, false]);
  });

  it('is part of the name of the series', () =>
    expect(seriesName({ instrument: 'pulse', version: '1', respondent: 'member:ann' })).toBe('pulse@1/member:ann'));
});
