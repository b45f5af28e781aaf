/** What the simulated store makes of a statement is what PostgreSQL makes of it, on random rows; `npm run statements` for more. */
import { Database } from '#lib/platform';
import { cloneDatabase } from '#lib/testkit';
import { CONNECTED_AS, differenceBetween } from './comparisons/compare.js';
import type { Comparison } from './comparisons/comparison.js';
import { COMPARISONS, comparedNames, NOT_COMPARED } from './comparisons/roster.js';
import type { Mutant } from './mutants.js';
import { MEANINGS } from './statements.js';

const ROUNDS = 8;

describe('the simulated store', () => {
  let db: Database;

  beforeAll(async () => {
    db = await Database.open({ url: await cloneDatabase(), poolSize: 1, name: CONNECTED_AS });
  });
  afterAll(() => db.close());

  it.each(Object.entries(COMPARISONS))('does with "%s" what PostgreSQL does', async (name, comparison) => {
    for (let seed = 1; seed <= ROUNDS; seed++) {
      const difference = await differenceBetween(db, comparison, { seed });
      const told = difference && `${difference}\n(npm run statements -- --rounds 1 --seed ${seed} --only ${name})`;
      expect(told).toBeUndefined();
    }
  });

  it.each<[Mutant, string]>([
    ['mark-is-not-raised', 'append'],
    ['ids-are-not-unique', 'append'],
    ['mark-is-always-cleared', 'clear-marks'],
    ['nobody-takes-turns', 'save-checkpoints'],
    ['timers-stay', 'set-timers'],
    ['debts-are-not-unique', 'put-deliveries'],
    ['any-lease-may-record', 'record-attempt'],
    ['superseding-is-forgotten', 'supersede-alerts'],
  ])('would differ with the fault "%s" in "%s"', async (mutant, name) => {
    const comparison = COMPARISONS[name] as Comparison;
    for (let seed = 1; seed <= ROUNDS; seed++) if (await differenceBetween(db, comparison, { seed, mutant })) return;
    throw new Error(`${ROUNDS} rounds of random rows do not notice the fault`);
  });

  it('has no meaning that nobody compares', () => {
    const compared = new Set([...comparedNames(), ...Object.keys(NOT_COMPARED)]);
    const left = Object.keys(MEANINGS).filter((name) => !compared.has(name));
    expect(left.map((name) => `add "${name}" to test/simulation/comparisons/, with parameters to draw`)).toEqual([]);
  });
});
