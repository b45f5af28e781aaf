/**
 * npm run histories [-- --runs 10000] [--seed n] [--mutant name] [--json]
 *
 * Draws histories of all types from `--seed` on (default: from the time of day) and holds the laws over each. The first
 * that breaks one ends it: it is shrunk, seed and command are printed, and the exit code is 1.
 */
import { parseArgs } from 'node:util';
import { historyOf } from './clinic.js';
import { violationOf, withActs } from './laws.js';
import { MUTANTS, type Mutant } from './mutants.js';
import { isAlike, linesOf, shrunk } from './shrink.js';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string' },
    mutant: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

function wholeNumber(name: string, text: string): number {
  if (/^[0-9]{1,9}$/.test(text)) return Number(text);
  process.stderr.write(`--${name} must be a whole number, not "${text}"\n`);
  process.exit(2);
}

function mutantOf(name: string | undefined): Mutant | undefined {
  if (name === undefined || name in MUTANTS) return name as Mutant | undefined;
  process.stderr.write(`no mutant is called "${name}"; there are: ${Object.keys(MUTANTS).join(', ')}\n`);
  process.exit(2);
}

function tellFailure(seed: number, violation: string, mutant: Mutant | undefined): void {
  const { told } = withActs(historyOf(seed));
  const small = shrunk(told, (fewer) => isAlike(violation, violationOf({ told: fewer }, mutant)));
  const command = `npm run histories -- --runs 1 --seed ${seed}${mutant ? ` --mutant ${mutant}` : ''}`;
  process.stderr.write(`\n${linesOf(small)}\n\n${violationOf({ told: small }, mutant)}\n\n`);
  process.stderr.write(`seed ${seed} broke a law; repeat it with: ${command}\n`);
}

function main(): void {
  const started = Date.now();
  const mutant = mutantOf(values.mutant);
  const runs = wholeNumber('runs', values.runs);
  const first =
    values.seed === undefined ? Math.floor(started / 1_000) % 100_000_000 : wholeNumber('seed', values.seed);
  const seconds = (): number => (Date.now() - started) / 1_000;
  let [facts, next] = [0, 5];
  for (let seed = first; seed < first + runs; seed++) {
    const history = withActs(historyOf(seed));
    facts += history.told.length;
    const violation = violationOf(history, mutant);
    if (violation !== undefined) {
      tellFailure(seed, violation, mutant);
      process.exit(1);
    }
    if (seconds() < next) continue;
    const done = seed - first + 1;
    process.stderr.write(`${done} histories, ${(done / seconds()).toFixed(0)} a second, seed ${seed}\n`);
    next = seconds() + 10;
  }
  const summary = { runs, first, facts, seconds: Number(seconds().toFixed(1)) };
  const words = `${runs} histories of ${facts} facts held from seed ${first} on, in ${summary.seconds} s`;
  process.stdout.write(`${values.json ? JSON.stringify(summary) : words}\n`);
}

main();
