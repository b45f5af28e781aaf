import { ratedAs } from '../../alliance/spec/ratings.js';
import { DAY } from '#lib/kernel';
import { differenceOf, hasSunk, pairsOf } from './two-views.js';

type Rated = ReturnType<typeof ratedAs>[number];

/** Ratings a week apart, each moved by some days. */
const theirs = (...days: readonly (number | null)[]): Rated[] =>
  ratedAs(
    days.map(() => 80),
    'k',
  ).flatMap((rating, i) => {
    const moved = days[i];
    return moved === null || moved === undefined ? [] : [{ ...rating, at: rating.at + moved * DAY }];
  });
const paired = (forms: number, clinician: readonly Rated[]): string[] =>
  pairsOf(ratedAs(Array<number>(forms).fill(80)), clinician).map((p) => `${p.client.event} with ${p.clinician.event}`);

describe('two forms about one hour', () => {
  it('lie at most three days apart, either way', () => {
    expect(paired(1, theirs(3))).toEqual(['s 0 with k 0']);
    expect(paired(1, theirs(-3))).toEqual(['s 0 with k 0']);
    expect(paired(1, theirs(3.01))).toEqual([]);
    expect(paired(1, theirs(-3.01))).toEqual([]);
  });

  it('are the nearest two, and the earlier one of two that are equally near', () => {
    const at = (...days: number[]): Rated[] =>
      days.map(
        (n, i) => ({ ...ratedAs([80])[0], event: `k ${i}`, at: (ratedAs([80])[0]?.at ?? 0) + n * DAY }) as Rated,
      );
    expect(paired(1, at(1, 2))).toEqual(['s 0 with k 0']);
    expect(paired(1, at(2, 1))).toEqual(['s 0 with k 1']);
    expect(paired(1, at(-1, 1))).toEqual(['s 0 with k 0']);
  });

  it('count back from the end as far as every form has its other', () => {
    expect(paired(4, theirs(0, 0, 0, 0))).toHaveLength(4);
    expect(paired(4, theirs(0, null, 0, 0))).toEqual(['s 2 with k 2', 's 3 with k 3']);
  });

  it('pass over one latest form that the clinician has not answered, not over two', () => {
    expect(paired(3, theirs(0, 0))).toEqual(['s 0 with k 0', 's 1 with k 1']);
    expect(paired(4, theirs(0, 0))).toEqual([]);
    expect(paired(0, theirs(0))).toEqual([]);
  });
});

it('tells how far the clinician is above the client beyond the usual .41 spreads', () => {
  const [client, above] = ratedAs([80, 95]);
  if (!client || !above) throw new Error('no ratings');
  expect(differenceOf({ client, clinician: above }, 15)).toBeCloseTo(1.41, 9);
  expect(differenceOf({ client: above, clinician: client }, 15)).toBeCloseTo(-0.59, 9);
});

describe('a clinician’s view that sank', () => {
  const pairs = (...own: number[]) => {
    const [clients, views] = [ratedAs(own.map(() => 80)), ratedAs(own)];
    return clients.map((client, i) => ({ client, clinician: views[i] as Rated }));
  };

  it.each<[boolean, string, number[]]>([
    [true, 'far below, twice, and near before', [78, 78, 50, 50]],
    [true, 'by a spread beyond the usual .41', [78, 78, 58, 58]],
    [true, 'by what was usual of all earlier ones', [50, 50, 78, 78, 78, 50, 50]],
    [false, 'by less than that', [78, 78, 60, 60]],
    [false, 'once', [78, 78, 78, 50]],
    [false, 'always lower, as these two fill in forms', [50, 50, 50, 50]],
    [false, 'from the first form on', [50, 50]],
    [false, 'above', [78, 78, 95, 95]],
    [false, 'without a form', []],
  ])('%s: %s', (sunk, _, own) => expect(hasSunk(pairs(...own), 15)).toBe(sunk));
});
