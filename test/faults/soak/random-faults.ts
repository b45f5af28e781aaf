/** What may happen to a house at any time; each of them heals within a minute. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Dice } from '../dice.js';
import type { FaultHouse } from '../place/house.js';

interface RandomFault {
  readonly name: string;
  happen(system: FaultHouse, dice: Dice): Promise<void>;
}

const during = async (ms: number, end: () => void): Promise<void> => {
  await delay(ms);
  end();
};

const FAULTS: readonly RandomFault[] = [
  { name: 'a worker is killed', happen: async ({ crew }, dice) => void dice.pick(crew.of('worker')).kill('SIGKILL') },
  { name: 'an API is killed', happen: async ({ crew }, dice) => void dice.pick(crew.of('api')).kill('SIGKILL') },
  {
    name: 'a worker sleeps for 20 s',
    happen: ({ crew }, dice) => {
      const worker = dice.pick(crew.of('worker'));
      worker.kill('SIGSTOP');
      return during(20_000, () => worker.kill('SIGCONT'));
    },
  },
  { name: 'PostgreSQL restarts at once', happen: ({ cluster }) => cluster.down('immediate') },
  { name: 'every connection of the APIs is reset', happen: async ({ proxies }) => proxies.api.resetAll() },
  { name: 'every connection of the workers is reset', happen: async ({ proxies }) => proxies.worker.resetAll() },
  {
    name: 'the database answers late for 10 s',
    happen: ({ proxies }) => {
      proxies.api.mode = { kind: 'latency', ms: 20, jitter: 40 };
      return during(10_000, () => undefined);
    },
  },
  {
    name: 'Redis is away for 10 s',
    happen: async ({ redis }) => {
      await redis?.down();
      await delay(10_000);
    },
  },
  { name: 'Redis forgets everything', happen: async ({ redis }) => void (await redis?.ask('FLUSHALL')) },
];

/** Lets one happen and heals it; answers its name. */
export async function letSomethingHappen(system: FaultHouse, dice: Dice): Promise<string> {
  const fault = dice.pick(FAULTS.filter((f) => system.redis || !f.name.startsWith('Redis')));
  await fault.happen(system, dice);
  await system.heal();
  return fault.name;
}
