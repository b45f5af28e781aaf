/**
 * `npm run faults`: kills, cuts and floods a house of its own, and asks after each fault whether anything was lost, doubled
 * or left undone. Ends with 1 when an oracle says so.
 */
import { parseArgs } from 'node:util';
import { redisProgram } from './place/redis.js';
import type { Backend } from './place/house.js';
import { asJson, asTable } from './report.js';
import { hoursOf } from './rows/hour.js';
import { ROWS } from './rows/roster.js';
import { runRows, type RowResult } from './run-rows.js';
import { endWith } from './ending.js';

const HELP = `npm run faults -- [options]
  --only F-01,F-07     these rows and no others
  --backend redis      or postgres; both where a redis-server is found
  --seconds 10         how long a fault lasts that may last
  --quick              shorter, and leases of the dead end at once
  --seed 1             repeats the plan of an earlier run
  --together           several in one clinic, one after the other, and the oracles once at the end
  --json               one object on standard output
rows: ${ROWS.map((row) => row.id).join(' ')}
`;

interface Wishes {
  readonly rows: typeof ROWS;
  readonly backends: readonly Backend[];
  readonly seed: number;
  readonly seconds: number;
  readonly quick: boolean;
  readonly together: boolean;
  readonly json: boolean;
}

function readWishes(): Wishes | undefined {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      backend: { type: 'string' },
      seconds: { type: 'string' },
      seed: { type: 'string' },
      quick: { type: 'boolean', default: false },
      together: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const only = values.only?.split(',').map((id) => id.trim());
  const unknown = only?.filter((id) => !ROWS.some((row) => row.id === id)) ?? [];
  if (unknown.length > 0) throw new Error(`there is no row ${unknown.join(', ')}`);
  return {
    rows: ROWS.filter((row) => only?.includes(row.id) ?? true),
    backends: backendsFor(values.backend),
    seed: numberOf(values.seed, Math.floor(Math.random() * 1_000_000)),
    seconds: numberOf(values.seconds, values.quick ? 3 : 10),
    quick: values.quick,
    together: values.together,
    json: values.json,
  };
}

function backendsFor(wish: string | undefined): readonly Backend[] {
  if (wish === undefined) return redisProgram() ? ['postgres', 'redis'] : ['postgres'];
  if (wish !== 'postgres' && wish !== 'redis') throw new Error('--backend is postgres or redis');
  return [wish];
}

function numberOf(text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^[0-9]{1,9}$/.test(text)) throw new Error(`${text} is not a whole number`);
  return Number(text);
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const wishes = readWishes();
  if (!wishes) {
    process.stdout.write(HELP);
    return 0;
  }
  say(`seed ${wishes.seed} (repeat with --seed ${wishes.seed})`);
  const results: RowResult[] = [];
  for (const backend of wishes.backends) {
    const rows = wishes.rows.filter((row) => row.backends?.includes(backend) ?? true);
    results.push(...(await runRows({ ...wishes, rows: wishes.together ? hoursOf(rows) : rows, backend, say })));
  }
  process.stdout.write(wishes.json ? `${JSON.stringify(asJson(results, wishes.seed))}\n` : asTable(results));
  return results.some((r) => r.findings.length > 0) ? 1 : 0;
}

endWith(main);
