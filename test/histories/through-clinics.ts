/** Many histories through the pipeline, on a PostgreSQL that goes away afterwards. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startLocalPostgres } from '#lib/embedded';
import { migrateAll } from '#lib/pipeline';
import { openTestSystem } from '#lib/testkit';
import { NOW } from './clinic.js';
import { violationInClinics } from './clinics.js';

/** Followers and timers of one house see the clinics of all its runs. */
const RUNS_IN_ONE_HOUSE = 50;

export async function throughClinics({
  runs,
  first,
}: {
  readonly runs: number;
  readonly first: number;
}): Promise<void> {
  const started = Date.now();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-histories-'));
  fs.chmodSync(folder, 0o755); // run by root, PostgreSQL starts as another user, who has to get through this folder
  const server = await startLocalPostgres({ dataDir: path.join(folder, 'pg'), ephemeral: true });
  try {
    for (let seed = first; seed < first + runs; seed += RUNS_IN_ONE_HOUSE) {
      const name = `histories_${seed}`;
      await server.ensure(name);
      await migrateAll(server.url(name));
      const violation = await inOneHouse(server.url(name), seed, Math.min(seed + RUNS_IN_ONE_HOUSE, first + runs));
      if (violation === undefined) continue;
      process.stderr.write(`${violation}\n`);
      process.exitCode = 1;
      return;
    }
    const seconds = ((Date.now() - started) / 1_000).toFixed(1);
    process.stdout.write(`${runs} histories held in two clinics each from seed ${first} on, in ${seconds} s\n`);
  } finally {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function inOneHouse(databaseUrl: string, from: number, to: number): Promise<string | undefined> {
  const house = await openTestSystem({ databaseUrl });
  house.clock.holdAt(NOW);
  try {
    for (let seed = from; seed < to; seed++) {
      const violation = await violationInClinics(house, seed);
      if (violation) return `${violation}\nrepeat it with: npm run histories -- --clinics 1 --seed ${seed}`;
    }
    process.stderr.write(`seeds ${from} to ${to - 1} held\n`);
    return undefined;
  } finally {
    await house.close();
  }
}
