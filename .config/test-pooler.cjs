/** A PgBouncer of the tests' own in transaction mode, on a free loopback port, before the tests' PostgreSQL. */
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { freePort } = require('./free-port.cjs');
const { findOnPath } = require('./on-path.cjs');

const READY_WITHIN_MS = 10_000;
/** Debian puts it where the path of an ordinary user does not lead. */
const findPooler = () => findOnPath('pgbouncer') ?? ['/usr/sbin/pgbouncer'].find((file) => fs.existsSync(file));

const settingsFor = ({ host, user, password }, { port, mode }) => `[databases]
* = host=${host} port=5432 user=${user} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
default_pool_size = 6
max_client_conn = 500
server_idle_timeout = 5
`;

const isOpen = (port) =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(true) || socket.destroy());
    socket.once('error', () => resolve(false));
  });

/** It refuses to run as root, and must be able to enter the private folder of the server's socket. */
const accountOf = ({ host }) => {
  const { uid, gid } = fs.statSync(host);
  return process.getuid?.() === 0 ? { uid, gid } : {};
};

/** @returns {Promise<{ url: string, stop: () => Promise<void> }>} `url` has __DB__ where the name of the database goes. */
async function startPooler(databaseUrl, dir, mode = 'transaction') {
  const { Client } = require('pg');
  const server = new Client({ connectionString: databaseUrl });
  const port = await freePort();
  const file = path.join(dir, `pgbouncer-${port}.ini`);
  fs.writeFileSync(file, settingsFor(server, { port, mode }), { mode: 0o644 });
  const pooler = spawn(findPooler(), ['-q', file], { stdio: 'ignore', ...accountOf(server) });
  process.once('exit', () => pooler.kill('SIGKILL'));
  const gone = new Promise((resolve) => pooler.once('exit', resolve));
  for (const deadline = Date.now() + READY_WITHIN_MS; !(await isOpen(port));) {
    if (pooler.exitCode !== null || Date.now() > deadline)
      throw new Error(`PgBouncer did not start (${pooler.exitCode})`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const stop = async () => {
    pooler.kill('SIGQUIT');
    await gone;
  };
  return { url: `postgresql://${server.user}@127.0.0.1:${port}/__DB__`, stop };
}

module.exports = { hasPooler: () => findPooler() !== undefined, startPooler };
