/** What the simulated store makes of a statement is what PostgreSQL makes of it, on random rows; `npm run statements` for more. */
import { Database } from '#lib/platform';
import { cloneDatabase } from '#lib/testkit';
import { CONNECTED_AS, differenceBetween } from './comparisons/compare.js';
import { COMPARISONS, comparedNames, NOT_COMPARED } from './comparisons/roster.js';
import { MEANINGS } from './statements.js';

const ROUNDS = 12;

describe('the simulated store', () => {
  let db: Database;

  beforeAll(async () => {
    db = await Database.open({ url: await cloneDatabase(), poolSize: 1, name: CONNECTED_AS });
  });
  afterAll(() => db.close());

  it.each(Object.entries(COMPARISONS))('does with "%s" what PostgreSQL does', async (name, comparison) => {
    for (let seed = 1; seed <= ROUNDS; seed++) {
      const difference = await differenceBetween(db, comparison, seed);
      const told = difference && `${difference}\n(npm run statements -- --rounds 1 --seed ${seed} --only ${name})`;
      expect(told).toBeUndefined();
    }
  });

  it('has no meaning that nobody compares', () => {
    const compared = new Set([...comparedNames(), ...Object.keys(NOT_COMPARED)]);
    const left = Object.keys(MEANINGS).filter((name) => !compared.has(name));
    expect(left.map((name) => `add "${name}" to test/simulation/comparisons/, with parameters to draw`)).toEqual([]);
  });
});
