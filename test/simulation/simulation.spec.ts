import { readFileSync } from 'node:fs';
import path from 'node:path';
import { MUTANTS, type Mutant } from './mutants.js';
import { simulate } from './world.js';

const SEEDS_THAT_FAILED = readFileSync(path.join(__dirname, 'seeds.txt'), 'utf8')
  .split('\n')
  .flatMap((line) => /^[0-9]+/.exec(line) ?? [])
  .map(Number);
/** `npm run simulate` makes thousands; each night makes new ones. */
const RUNS = 20;
const MOST_RUNS_FOR_A_MUTANT = 300;
const PATIENCE_MS = 60_000;

async function isNoticed(mutant: Mutant): Promise<boolean> {
  const { from } = MUTANTS[mutant];
  for (let seed = from; seed < from + MOST_RUNS_FOR_A_MUTANT; seed++)
    if ((await simulate(seed, mutant)).violation) return true;
  return false;
}

async function expectToHold(seed: number): Promise<void> {
  const { violation } = await simulate(seed);
  const told = violation && `seed ${seed}: ${violation.message} (npm run simulate -- --runs 1 --seed ${seed})`;
  expect(told).toBeUndefined();
}

describe('the simulated house', () => {
  it(
    'keeps its promises in every run that once broke one',
    async () => {
      for (const seed of SEEDS_THAT_FAILED) await expectToHold(seed);
    },
    PATIENCE_MS,
  );

  it(
    'loses nothing, tells nobody twice and comes to rest, whatever goes wrong in between',
    async () => {
      for (let seed = 1; seed <= RUNS; seed++) await expectToHold(seed);
    },
    PATIENCE_MS,
  );

  it('does the same again for the same seed', async () => {
    expect(await simulate(7)).toEqual(await simulate(7));
  });

  it.each(Object.entries(MUTANTS))(
    'would notice the fault "%s"',
    async (mutant) => {
      expect(await isNoticed(mutant as Mutant)).toBe(true);
    },
    PATIENCE_MS,
  );
});
