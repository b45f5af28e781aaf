/** How far a figure may be off, drawn again with a seed. */
import { bootstrap, seededRandom } from './bootstrap.js';

interface Row {
  readonly client: string;
  readonly value: number;
}
const rowsOf = (clients: Readonly<Record<string, readonly number[]>>): Row[] =>
  Object.entries(clients).flatMap(([client, values]) => values.map((value) => ({ client, value })));
const meanOf = (rows: readonly Row[]): number => rows.reduce((sum, { value }) => sum + value, 0) / rows.length;

describe('numbers from a seed', () => {
  /** The published generator once more, in whole numbers of any size. */
  function* mulberry32(seed: bigint): Generator<number> {
    const low = (n: bigint): bigint => BigInt.asUintN(32, n);
    for (let state = low(seed); ;) {
      state = low(state + 0x6d2b79f5n);
      let mixed = low((state ^ (state >> 15n)) * (state | 1n));
      mixed ^= low(mixed + low((mixed ^ (mixed >> 7n)) * (mixed | 61n)));
      yield Number(low(mixed ^ (mixed >> 14n))) / 2 ** 32;
    }
  }

  it.each([0, 1, 42, 20_261_130, 2 ** 32 - 1])('are those of mulberry32, seed %i', (seed) => {
    const [draw, reference] = [seededRandom(seed), mulberry32(BigInt(seed))];
    for (let i = 0; i < 100; i++) expect(draw()).toBe(reference.next().value);
  });

  it('lie evenly between 0 and 1', () => {
    const draw = seededRandom(7);
    const tenths = Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      const tenth = Math.floor(draw() * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(120);
  });
});

describe('a figure computed again on clients drawn at random', () => {
  const rows = rowsOf({ a: [1, 2, 3], b: [10], c: [20, 21], d: [5, 5, 5, 5] });

  it('is the same for the same seed, and another for another', () => {
    const many = rowsOf(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`c${i}`, [i * i]])));
    const of = (seed: number) => bootstrap(many, { of: meanOf, seed, rounds: 50 });
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });

  it('draws as many clients as there are, each with all of its rows', () => {
    const sizes = { a: 3, b: 1, c: 2, d: 4 };
    const of = (drawn: readonly Row[]): number => {
      const count = (client: keyof typeof sizes) => drawn.filter((row) => row.client === client).length / sizes[client];
      const times = (Object.keys(sizes) as (keyof typeof sizes)[]).map(count);
      expect(times.every(Number.isInteger)).toBe(true);
      expect(times.reduce((sum, n) => sum + n, 0)).toBe(4);
      return 0;
    };
    bootstrap(rows, { of, seed: 3, rounds: 100 });
    expect.assertions(200);
  });

  it('leaves out the lowest and the highest fortieth of what it gave, in whatever order that came', () => {
    let round = 0;
    const of = () => (round++ * 37) % 201;
    expect(bootstrap(rows, { of, seed: 1, rounds: 201 })).toEqual({ low: 5, high: 195 });
    expect(round).toBe(201);
  });

  it('comes near what the theory says of a mean', () => {
    const draw = seededRandom(5);
    const many = rowsOf(Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`c${i}`, [draw()]])));
    const { low, high } = bootstrap(many, { of: meanOf, seed: 9, rounds: 1_000 }) ?? { low: 0, high: 0 };
    const error = 1.96 * Math.sqrt(1 / 12 / 100);
    expect(low).toBeCloseTo(meanOf(many) - error, 1);
    expect(high).toBeCloseTo(meanOf(many) + error, 1);
  });

  it('counts only drawings that give one, and is silent where none does', () => {
    let round = 0;
    const everyOther = () => (round++ % 2 === 0 ? undefined : 4);
    expect(bootstrap(rows, { of: everyOther, seed: 1, rounds: 10 })).toEqual({ low: 4, high: 4 });
    expect(bootstrap(rows, { of: () => undefined, seed: 1, rounds: 10 })).toBeUndefined();
  });
});
