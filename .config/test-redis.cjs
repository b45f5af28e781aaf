/** A Redis of the tests' own: REDIS_URL if given, else a private server on a free loopback port, kept in memory. */
const { spawn } = require('node:child_process');
const net = require('node:net');
const { freePort } = require('./free-port.cjs');
const { findOnPath } = require('./on-path.cjs');

const SERVERS = ['redis-server', 'valkey-server'];
const READY_WITHIN_MS = 10_000;

const findServer = () => SERVERS.map(findOnPath).find(Boolean);

const hasRedis = () => Boolean(process.env.REDIS_URL || findServer());

function answersPing(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const finish = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', (reply) => finish(reply.toString().startsWith('+PONG')));
    socket.once('error', () => finish(false));
  });
}

async function waitUntilReady(server, port) {
  for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline;) {
    if (server.exitCode !== null) throw new Error(`the test Redis stopped at once with code ${server.exitCode}`);
    if (await answersPing(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the test Redis did not answer in time');
}

async function stopServer(server) {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await gone;
}

/** @returns {Promise<{ url: string, stop: () => Promise<void> }>} */
async function startRedis(dir) {
  if (process.env.REDIS_URL) return { url: process.env.REDIS_URL, stop: async () => {} };
  const file = findServer();
  if (!file) throw new Error(`no ${SERVERS.join(' or ')} on the PATH, and REDIS_URL is not set`);
  const port = await freePort();
  const settings = { port, bind: '127.0.0.1', save: '', appendonly: 'no', 'maxmemory-policy': 'noeviction', dir };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const server = spawn(file, args, { stdio: 'ignore' });
  process.once('exit', () => server.kill('SIGKILL'));
  try {
    await waitUntilReady(server, port);
  } catch (error) {
    await stopServer(server);
    throw error;
  }
  return { url: `redis://127.0.0.1:${port}`, stop: () => stopServer(server) };
}

module.exports = { hasRedis, startRedis };
