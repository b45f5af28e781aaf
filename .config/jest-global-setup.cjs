/**
 * Starts, once for the run, what integration and end-to-end specs need, and tells the specs where it is:
 *
 *   RAPPORT_TEST_PG              connection URL with __DB__ where the database name goes; `tpl` is the migrated template
 *   RAPPORT_TEST_REDIS           URL of a Redis, where there is one
 *   RAPPORT_TEST_POOLER          URL of a PgBouncer before that server, likewise with __DB__, where there is one
 *   RAPPORT_TEST_SERVERS_FAILED  why there are no servers: each spec that needs them fails with it, the others run
 *
 * A signal skips Jest's globalTeardown, so what was started is stopped from here.
 */
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { hasPooler, startPooler } = require('./test-pooler.cjs');
const { hasRedis, startRedis } = require('./test-redis.cjs');

const DIST = path.join(__dirname, '..', 'dist', 'libs');
const SERVER = { max_connections: '200', shared_buffers: '64MB' };

async function makeTemplate(url) {
  const { Client } = require('pg');
  const { migrateAll } = require(path.join(DIST, 'pipeline/src/index.js'));
  const admin = new Client({ connectionString: url('postgres') });
  await admin.connect();
  try {
    await admin.query('CREATE DATABASE tpl');
    await migrateAll(url('tpl'));
    await admin.query('ALTER DATABASE tpl WITH IS_TEMPLATE true ALLOW_CONNECTIONS false');
  } finally {
    await admin.end();
  }
}

async function start(running) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-test-'));
  // Run by root, PostgreSQL starts as another user, who has to get through this folder.
  fs.chmodSync(root, 0o755);
  running.push(() => fs.rmSync(root, { recursive: true, force: true }));

  const { startLocalPostgres } = require(path.join(DIST, 'embedded/src/index.js'));
  const cluster = await startLocalPostgres({ dataDir: path.join(root, 'pg'), ephemeral: true, settings: SERVER });
  running.push(() => cluster.stop());
  await makeTemplate((name) => cluster.url(name));
  process.env.RAPPORT_TEST_PG = cluster.url('__DB__');
  if (hasPooler()) {
    const pooler = await startPooler(cluster.url('postgres'), root);
    running.push(pooler.stop);
    process.env.RAPPORT_TEST_POOLER = pooler.url;
  }

  if (!hasRedis()) return;
  const redis = await startRedis(root);
  running.push(redis.stop);
  process.env.RAPPORT_TEST_REDIS = redis.url;
}

/** Last started, first stopped; one that fails does not keep the others alive. */
async function stopAll(running) {
  for (let stop = running.pop(); stop; stop = running.pop()) {
    try {
      await stop();
    } catch (error) {
      process.stderr.write(`while stopping the test servers: ${error.message}\n`);
    }
  }
}

module.exports = async function globalSetup() {
  const running = [];
  globalThis.stopTestServers = () => stopAll(running);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => void stopAll(running).finally(() => process.exit(1)));
  }
  try {
    await start(running);
  } catch (error) {
    await stopAll(running);
    process.env.RAPPORT_TEST_SERVERS_FAILED = `the test servers did not start: ${error.stack}`;
  }
};
