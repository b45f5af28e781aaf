/**
 * npm run histories [-- --runs 10000] [--seed n] [--mutant name] [--json]
 * npm run histories -- --clinics 500 [--seed n]     through the whole pipeline, on a PostgreSQL of its own
 *
 * Draws histories of all types from `--seed` on (default: from the time of day) and holds the laws over each. The first
 * that breaks one ends it: it is shrunk, seed and command are printed, and the exit code is 1.
 */
import { historyOf } from './clinic.js';
import { violationOf, withActs } from './laws.js';
import { MUTANTS, type Mutant } from './mutants.js';
import * as flags from './run-flags.js';
import { throughClinics } from './through-clinics.js';
import { isAlike, linesOf, shrunk } from './shrink.js';

function tellFailure(seed: number, violation: string, mutant: Mutant | undefined): void {
  const { told } = withActs(historyOf(seed));
  const small = shrunk(told, (fewer) => isAlike(violation, violationOf({ told: fewer }, mutant)));
  const command = `npm run histories -- --runs 1 --seed ${seed}${mutant ? ` --mutant ${mutant}` : ''}`;
  process.stderr.write(`\n${linesOf(small)}\n\n${violationOf({ told: small }, mutant)}\n\n`);
  process.stderr.write(`seed ${seed} broke a law; repeat it with: ${command}\n`);
}

function main(): void {
  const started = Date.now();
  const mutant = flags.mutantOf(MUTANTS);
  const runs = flags.runs();
  const first = flags.firstSeed();
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
  process.stdout.write(`${flags.asJson ? JSON.stringify(summary) : words}\n`);
}

const clinics = flags.clinics();
if (clinics === undefined) main();
else void throughClinics({ runs: clinics, first: flags.firstSeed() });
