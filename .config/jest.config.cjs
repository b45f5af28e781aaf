/**
 * `npm test`: everything that CI runs, in one run of Jest with one closing line.
 *
 *   npm test                                             all of it
 *   npm test -- libs/eventlog                            the spec files whose path holds the pattern
 *   npm test -- libs/eventlog --selectProjects unit int  of those, some projects
 *
 * Projects: `checks`, `unit`, and on each queue backend `int`, `e2e` and `timing` (`int-redis` and so on). What looks at
 * the clock is a `*.timing.spec.ts` and runs alone, one file at a time. Without a Redis (REDIS_URL, redis-server or
 * valkey-server) the files of the Redis projects are named and count as skipped; with CI=true they fail.
 */
const { createHash } = require('node:crypto');
const path = require('node:path');
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
const served = (name, ending, { timeout, alone }) => {
  const on = (backend) => ({
    globalSetup: inConfig('jest-global-setup.cjs'),
    globalTeardown: inConfig('jest-global-teardown.cjs'),
    setupFilesAfterEnv: [inConfig('jest-served.cjs')],
    globals: { SERVED: { backend, timeout } },
    runner: runnerOf(backend, alone),
  });
  // What tells of one backend alone, or of none (`*.redis.int.spec.ts`, `*.postgres.int.spec.ts`), runs once.
  return [
    project(name, `(?<!\\.redis)\\.${ending}\\.spec\\.ts$`, on('postgres')),
    project(`${name}-redis`, `(?<!\\.postgres)\\.${ending}\\.spec\\.ts$`, on('redis')),
  ];
};

function runnerOf(backend, alone) {
  if (backend === 'redis' && !hasRedis()) return inConfig('jest-no-redis.cjs');
  if (alone) return inConfig('jest-alone.cjs');
  return backend === 'redis' ? ['jest-runner', { after: 'postgres' }] : 'jest-runner';
}

module.exports = {
  projects: [
    project('checks', '\\.check\\.spec\\.ts$'),
    project('unit', '(?<!\\.(check|int|e2e|timing))\\.spec\\.ts$'),
    ...served('int', 'int', { timeout: 30_000 }),
    ...served('e2e', 'e2e', { timeout: 60_000 }),
    ...served('timing', 'timing', { timeout: 60_000, alone: true }),
  ],
  testSequencer: inConfig('jest-in-order.cjs'),
  reporters: ['default', inConfig('jest-closing-line.cjs')],
  // The servers of a run, their connections and the numbered databases of Redis are meant for two files at once.
  maxWorkers: 2,
  passWithNoTests: true,
};
