import { DAY } from '#lib/kernel';
import { ratedAs } from '../../spec/ratings.js';
import { DEFAULT_RULES, type ClinicRules } from '../rules/clinic-rules.js';
import { arm5, goals, haqIi, type Instrument, rapportPulse } from '#lib/instruments';
import type { Rating, Series } from '../state/series.js';
import { splitOf } from './split.js';

interface Given {
  readonly instrument?: Instrument;
  /** Days by which all of it is later. */
  readonly later?: number;
}
const member = (name: string, values: readonly (number | null)[], given: Given = {}): Series => {
  const { instrument = rapportPulse, later = 0 } = given;
  const at = (rating: Rating): number => rating.at + later * DAY;
  const dated = ratedAs(Array<number>(values.length).fill(0), name);
  return {
    instrument: instrument.code,
    version: instrument.version,
    respondent: `member:${name}`,
    ratings: dated.map((rating, i): Rating => ({ ...rating, at: at(rating), value: values[i] ?? null })),
  };
};
const split = (...series: readonly Series[]) => splitOf(series, DEFAULT_RULES);

it('stands beside each member with their own earlier ratings', () =>
  expect(split(member('m1', [90, 70, 60]), member('m2', [80, 80, 85]), member('m3', [95], { later: 14 }))).toEqual({
    index: 35,
    wide: true,
    members: [
      { respondent: 'member:m1', now: 60, againstOwn: -20, event: 'm1 2' },
      { respondent: 'member:m2', now: 85, againstOwn: 5, event: 'm2 2' },
      { respondent: 'member:m3', now: 95, againstOwn: null, event: 'm3 0' },
    ],
  }));

it('is told on a scale of 0 to 100 whatever the form’s own is', () => {
  const two = [member('m1', [7], { instrument: arm5, later: 7 }), member('m2', [4, 5.5], { instrument: arm5 })];
  const [first, second] = split(...two)?.members ?? [];
  expect([first?.now, second?.now, second?.againstOwn]).toEqual([100, 75, 25]);
});

it('joins members who rated within three days of each other', () => {
  expect(split(member('m1', [90]), member('m2', [60], { later: 3 }))?.members).toHaveLength(2);
  expect(split(member('m1', [90]), member('m2', [60], { later: 3.01 }))).toBeUndefined();
  expect(split(member('m1', [90], { later: 3.01 }), member('m2', [60]))).toBeUndefined();
});

it('leaves a member out whose latest hour is another one', () =>
  expect(
    split(member('m1', [90]), member('m2', [60], { later: 7 }), member('m3', [80], { later: 7 }))?.members.map(
      ({ respondent }) => respondent,
    ),
  ).toEqual(['member:m2', 'member:m3']));

it('passes over forms with too few answers, and over members who have no others', () => {
  expect(split(member('m1', [90, null]), member('m2', [60, null]))?.index).toBe(30);
  const three = [member('m0', [null]), member('m1', [90]), member('m2', [60])];
  expect(split(...three)?.members).toHaveLength(2);
  expect(split(...three.toReversed())?.members).toHaveLength(2);
  expect(split(member('m1', [null]), member('m2', [null]))).toBeUndefined();
  expect(split()).toBeUndefined();
});

it('compares one edition of one form, the latest that was used', () => {
  const two = [member('m1', [90]), member('m2', [60])];
  expect(split(member('m1', [90]), member('m2', [4], { instrument: arm5 }))).toBeUndefined();
  expect(split(member('m1', [90]), { ...member('m2', [60]), version: '2' })).toBeUndefined();
  const newer = [7, 4].map((value, i) => member(`m${i + 1}`, [value], { instrument: arm5, later: 7 }));
  expect(split(...two, ...newer)?.index).toBe(50);
  expect(split(...newer, ...two)?.index).toBe(50);
});

it('is about the relationship: other forms and forms nobody knows say nothing of it', () => {
  const of = (instrument: Instrument) => [member('m1', [9], { instrument }), member('m2', [1], { instrument })];
  expect(split(...of(goals))).toBeUndefined();
  expect(split(...of({ ...rapportPulse, code: 'unheard-of' }))).toBeUndefined();
});

describe('is wide', () => {
  const width = (instrument: Instrument, values: readonly [number, number]) =>
    splitOf(
      values.map((value, i) => member(`m${i}`, [value], { instrument })),
      { ...DEFAULT_RULES, instruments: [instrument] } satisfies ClinicRules,
    )?.wide;

  it('from 20 points on', () => {
    expect(width(rapportPulse, [90, 70])).toBe(true);
    expect(width(rapportPulse, [90, 71])).toBe(false);
  });

  it('from one and a half spreads on where clients lie closer together', () => {
    // .4 of the 6 points of the scale are 6.67 of 100, so ten points are one and a half times as much.
    const close: Instrument = { ...arm5, norms: [{ population: 'clinical', mean: 6, sd: 0.4, basis: 'ours' }] };
    expect(width(close, [6.6, 6])).toBe(true);
    expect(width(close, [6.6, 6.1])).toBe(false);
  });

  it('from 20 points on where nobody knows how clients differ', () => {
    expect(width(haqIi, [114, 95])).toBe(true);
    expect(width(haqIi, [114, 96])).toBe(false);
  });
});
