/** What carries the wake-ups. When it is away nothing is lost and everything is slower. */
import { openRedisNodes, queueBackendOf, type Config } from '#lib/platform';
import { failed, ok, warning, type Check } from './check.js';
import { askRedis, infoValue } from './redis.js';

const OLDEST = [6, 2] as const;

export async function checkQueues(config: Config, databaseAnswers: boolean): Promise<Check[]> {
  const kind = queueBackendOf(config);
  if (kind === 'none')
    return [
      warning(
        'queues',
        'none: the sweeper does all the work',
        'set RAPPORT_QUEUE_BACKEND to postgres or redis for lower latency',
      ),
    ];
  if (kind === 'postgres') {
    return [
      databaseAnswers
        ? ok('queues', 'in PostgreSQL')
        : failed('queues', 'they live in the database, which does not answer', 'fix the database first'),
    ];
  }
  try {
    const [server = '', memory = ''] = await askRedis(config.REDIS_URL, [
      ['INFO', 'server'],
      ['INFO', 'memory'],
    ]);
    const judged = judgeRedis({
      version: infoValue(server, 'redis_version'),
      policy: infoValue(memory, 'maxmemory_policy'),
    });
    return [...judged, ...openRedisNodes(config.REDIS_URL).map(judgeOpen)];
  } catch (error) {
    return [
      failed(
        'queues',
        `Redis does not answer: ${(error as Error).message}`,
        'check that it is running, and check REDIS_URL',
      ),
    ];
  }
}

const judgeOpen = (node: string): Check =>
  warning(
    'redis access',
    `${node} asks for no password: anybody who reaches it can read and empty the queues`,
    'set one there, and name it in REDIS_URL: redis://:password@host:6379',
  );

export interface RedisFacts {
  readonly version: string | undefined;
  readonly policy: string | undefined;
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

export function judgeRedis({ version = '0.0', policy = 'unknown' }: RedisFacts): Check[] {
  return [
    isNewEnough(version)
      ? ok('queues', `Redis ${version}`)
      : failed('queues', `Redis ${version} is too old`, 'use Redis 6.2 or later, or Valkey'),
    policy === 'noeviction'
      ? ok('redis memory', 'maxmemory-policy noeviction')
      : warning(
          'redis memory',
          `maxmemory-policy ${policy}: wake-ups can be thrown away`,
          'CONFIG SET maxmemory-policy noeviction',
        ),
  ];
}
