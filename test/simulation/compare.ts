/**
 * npm run statements [-- --rounds 500] [--seed n] [--only name] [--json]
 *
 * Compares what the simulated store makes of each statement with what PostgreSQL makes of it, on random rows. The first
 * difference ends it: statement, seed and command are printed, and the exit code is 1.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startLocalPostgres } from '#lib/embedded';
import { migrateAll } from '#lib/pipeline';
import { Database } from '#lib/platform';
import { CONNECTED_AS, differenceBetween } from './comparisons/compare.js';
import { COMPARISONS } from './comparisons/roster.js';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '500' },
    seed: { type: 'string' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

function wholeNumber(name: string, text: string): number {
  if (/^[0-9]{1,9}$/.test(text)) return Number(text);
  throw new Error(`--${name} must be a whole number, not "${text}"`);
}

function chosen(): typeof COMPARISONS {
  const { only } = values;
  if (only === undefined) return COMPARISONS;
  const one = COMPARISONS[only];
  if (!one) throw new Error(`no statement "${only}" is compared; there are: ${Object.keys(COMPARISONS).join(', ')}`);
  return { [only]: one };
}

/** A difference in words; undefined when there is none. */
async function compareAll(db: Database): Promise<string | undefined> {
  const first = values.seed === undefined ? Date.now() % 100_000_000 : wholeNumber('seed', values.seed);
  const rounds = wholeNumber('rounds', values.rounds);
  for (const [name, comparison] of Object.entries(chosen()))
    for (let seed = first; seed < first + rounds; seed++) {
      const difference = await differenceBetween(db, comparison, { seed });
      const command = `npm run statements -- --rounds 1 --seed ${seed} --only ${name}`;
      if (difference) return `${name}: ${difference}\nrepeat it with: ${command}`;
    }
  return undefined;
}

async function withPostgres<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-statements-'));
  fs.chmodSync(folder, 0o755); // run by root, PostgreSQL starts as another user, who has to get through this folder
  const server = await startLocalPostgres({ dataDir: path.join(folder, 'pg'), ephemeral: true });
  try {
    await server.ensure('rapport');
    await migrateAll(server.url('rapport'));
    const db = await Database.open({ url: server.url('rapport'), poolSize: 1, name: CONNECTED_AS });
    return await work(db).finally(() => db.close());
  } finally {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const difference = await withPostgres(compareAll);
  const statements = Object.keys(chosen()).length;
  const rounds = wholeNumber('rounds', values.rounds);
  if (values.json) process.stdout.write(`${JSON.stringify({ statements, rounds, difference: difference ?? null })}\n`);
  else if (!difference)
    process.stdout.write(`${statements} statements agree with PostgreSQL in ${rounds} rounds each\n`);
  if (difference) process.stderr.write(`${difference}\n`);
  process.exitCode = difference ? 1 : 0;
}

main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
});
