/**
 * `npm test`: everything that CI runs, in one run of Jest with one closing line.
 *
 *   npm test                                             all of it
 *   npm test -- libs/eventlog                            the spec files whose path holds the pattern
 *   npm test -- libs/eventlog --selectProjects unit int  of those, some projects
 *
 * Projects: `checks`, `unit`, `promtool`, `chromium`, `pooled`, `production`, and on each queue backend `int`, `e2e` and
 * `timing` (`int-redis` and so on). Of `int`, only what has to do with queues runs again on Redis: `*.queued.int.spec.ts`. What looks at the clock is a
 * `*.timing.spec.ts` and runs alone, one file at a time. Without a Redis (REDIS_URL, redis-server or valkey-server) the
 * files of the Redis projects are named and count as skipped, without Prometheus those of `promtool`, without
 * Chromium those of `chromium`, without PgBouncer those of `pooled`, without Debian's PostgreSQL, nginx, Redis and PgBouncer
 * those of `production`; with CI=true they fail.
 */
const { createHash } = require('node:crypto');
const path = require('node:path');
const { debianPostgres, isInstalled, isOnPath } = require('./on-path.cjs');
const { hasPooler } = require('./test-pooler.cjs');
const { hasRedis } = require('./test-redis.cjs');

/** One cache for all projects: what one has compiled no other compiles anew. A copy may name the cache of its origin. */
const CACHE_ID =
  process.env.RAPPORT_JEST_CACHE ?? createHash('sha1').update(path.join(__dirname, '..')).digest('hex').slice(0, 16);

const inConfig = (name) => path.join(__dirname, name);

/** What every project shares: TypeScript and ES modules become CommonJS, `#lib/*` means the sources. */
const project = (displayName, testRegex, more = {}) => ({
  displayName,
  id: CACHE_ID,
  testRegex,
  rootDir: path.join(__dirname, '..'),
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test'],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['rapport-src', 'node', 'node-addons'] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'], '^fast-check$': inConfig('jest-fast-check.cjs') },
  transform: { '\\.(ts|m?js)$': inConfig('jest-transform.cjs') },
  transformIgnorePatterns: [],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/violations/'],
  ...more,
});

/**
 * Specs that need servers: one PostgreSQL (and Redis) for the run, a clone of the template database for each file.
 * Jest runs what has another runner, or other options for it, apart: first everything on PostgreSQL, then on Redis, then
 * what looks at the clock. So a heavy file never runs beside itself on the other backend.
 */
const onServers = (backend, timeout, runner, more = {}) => ({
  globalSetup: inConfig('jest-global-setup.cjs'),
  globalTeardown: inConfig('jest-global-teardown.cjs'),
  setupFilesAfterEnv: [inConfig('jest-served.cjs')],
  globals: { SERVED: { backend, timeout, ...more } },
  runner,
});

const served = (name, { timeout, alone, again = '(?<!\\.postgres)' }) => {
  const on = (backend) => onServers(backend, timeout, runnerOf(backend, alone));
  // What tells of one backend alone (`*.redis.e2e.spec.ts`, `*.postgres.e2e.spec.ts`) runs once.
  return [
    project(name, `(?<!\\.redis)\\.${name}\\.spec\\.ts$`, on('postgres')),
    project(`${name}-redis`, `${again}\\.${name}\\.spec\\.ts$`, on('redis')),
  ];
};

function runnerOf(backend, alone) {
  if (backend === 'redis' && !hasRedis()) return inConfig('jest-no-redis.cjs');
  if (alone) return inConfig('jest-alone.cjs');
  return backend === 'redis' ? ['jest-runner', { after: 'postgres' }] : 'jest-runner';
}

/** What asks a program of the surroundings that not every machine has: once, and beside the servers of the others. */
const withProgram = (name, program) =>
  project(
    name,
    `\\.${name}\\.spec\\.ts$`,
    onServers('postgres', 60_000, isOnPath(program) ? 'jest-runner' : inConfig(`jest-no-${program}.cjs`)),
  );

/**
 * What asks every part of the database, once more through PgBouncer in transaction mode. All integration specs go that way
 * with RAPPORT_POOLED=all, which is `npm run pooled`.
 */
const THROUGH_POOLER =
  '(append|dirty|people|deliver|sweep|rebuild|operator|health|keys-that-fit|events-accepted|inbound|acts)\\.int';
const pooled = () => {
  const what = process.env.RAPPORT_POOLED === 'all' ? '(?<!\\.redis)\\.int' : `/${THROUGH_POOLER}`;
  const runner = hasPooler() ? 'jest-runner' : inConfig('jest-no-pgbouncer.cjs');
  return project('pooled', `(${what}|\\.pooled)\\.spec\\.ts$`, onServers('postgres', 60_000, runner, { pooled: true }));
};

/** Follows the page about production, with servers of its own: all that Debian's packages bring. */
const production = () => {
  const programs = ['redis-server', 'pgbouncer', 'nginx', 'psql', 'openssl', 'curl'];
  const isThere = debianPostgres() !== undefined && programs.every(isInstalled);
  return project('production', '\\.production\\.spec\\.ts$', {
    runner: isThere ? 'jest-runner' : inConfig('jest-no-production.cjs'),
  });
};

module.exports = {
  projects: [
    project('checks', '\\.check\\.spec\\.ts$'),
    project('unit', '(?<!\\.(check|int|e2e|timing|promtool|pooled|chromium|production))\\.spec\\.ts$'),
    ...served('int', { timeout: 40_000, again: '\\.queued' }),
    ...served('e2e', { timeout: 120_000 }),
    withProgram('promtool', 'prometheus'),
    withProgram('chromium', 'chromium'),
    production(),
    pooled(),
    ...served('timing', { timeout: 60_000, alone: true }),
  ],
  testSequencer: inConfig('jest-in-order.cjs'),
  reporters: ['default', inConfig('jest-closing-line.cjs')],
  // The servers of a run, their connections and the numbered databases of Redis are meant for two files at once.
  maxWorkers: 2,
  passWithNoTests: true,
};
