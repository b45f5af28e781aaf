/**
 * `npm run scale`: does it drain faster with more workers? The same backlog for one worker process and for four, in turns,
 * with two APIs on one PostgreSQL and one Redis; each round ends with every oracle. Ends with 1 when one of them objects.
 */
import os from 'node:os';
import { parseArgs } from 'node:util';
import { endWith } from '../faults/ending.js';
import { FaultHouse, type Backend } from '../faults/place/house.js';
import { redisProgram } from '../faults/place/redis.js';
import { directly, runRound, type Round } from './drain.js';
import { asJson, asTable } from './report.js';

const HELP = `npm run scale -- [options]
  --events 40000       in one backlog
  --episodes 4000      that they are about
  --workers 1,4        processes to compare; the first is the yardstick
  --rounds 3           how often each number has its turn
  --backend redis      or postgres; redis where a redis-server is found
  --far 0              ms each way between the workers and PostgreSQL; 0 is the socket beside them
  --seed 1             repeats the events of an earlier run
  --json               one object on standard output
`;
interface Wishes {
  readonly events: number;
  readonly episodes: number;
  readonly workers: readonly number[];
  readonly rounds: number;
  readonly backend: Backend;
  readonly far: number;
  readonly seed: number;
  readonly json: boolean;
}

function readWishes(): Wishes | undefined {
  const text = (fallback: string) => ({ type: 'string', default: fallback }) as const;
  const yes = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    options: {
      events: text('40000'),
      episodes: text('4000'),
      workers: text('1,4'),
      rounds: text('3'),
      backend: text(redisProgram() ? 'redis' : 'postgres'),
      far: text('0'),
      seed: text('20261'),
      json: yes,
      help: yes,
    },
  });
  if (values.help) return undefined;
  const { backend } = values;
  if (backend !== 'redis' && backend !== 'postgres') throw new Error('--backend is postgres or redis');
  return {
    events: numberOf(values.events),
    episodes: numberOf(values.episodes),
    workers: values.workers.split(',').map(numberOf),
    rounds: numberOf(values.rounds),
    far: values.far === '0' ? 0 : numberOf(values.far),
    seed: numberOf(values.seed),
    backend,
    json: values.json,
  };
}

function numberOf(text: string): number {
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw new Error(`${text} is not a whole number above zero`);
  return Number(text);
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** In turns, so that what the machine does besides falls on all of them. */
async function measure({ rounds, workers, backend, ...wishes }: Wishes): Promise<Round[]> {
  const system = await FaultHouse.open({ backend, seed: wishes.seed, apis: 0, workers: 0 });
  const results: Round[] = [];
  try {
    await Promise.all([1, 2].map(() => system.start('api', directly(system))));
    for (let i = 0; i < rounds * workers.length; i++) {
      const round = await runRound(system, { ...wishes, workers: workers[i % workers.length] as number });
      say(`${round.workers} workers: ${Math.round(round.drained)} events/s, ${round.findings.length} findings`);
      results.push(round);
    }
  } finally {
    await system.close();
  }
  return results;
}

async function main(): Promise<number> {
  const wishes = readWishes();
  if (!wishes) {
    process.stdout.write(HELP);
    return 0;
  }
  const { backend, events, episodes, far, seed } = wishes;
  const setting = { cores: os.cpus().length, backend, events, episodes, far, seed };
  say(JSON.stringify(setting));
  const rounds = await measure(wishes);
  process.stdout.write(wishes.json ? `${JSON.stringify(asJson(rounds, setting))}\n` : asTable(rounds));
  return rounds.some((r) => r.findings.length > 0) ? 1 : 0;
}

endWith(main);
