/**
 * Makes a clone runnable: right Node, packages as locked, sources compiled. Runs before `npm start` and `npm test`
 * with nothing but Node, and does nothing when nothing is to be done.
 *
 *   --quiet   say nothing unless a step fails
 *   --test    a type error does not stop here: the tests report it as a failed test
 *
 * States of a clone: packages are current when node_modules/.rapport-lock holds the hash of the manifests (or when
 * npm's own record agrees with the lock file); sources are current when dist/.rapport-src holds their hash. Work is
 * done by one process at a time, under a lock that its holder keeps touching; a lock untouched for a minute, or held
 * by a process that is gone, is stale.
 */
const { spawn } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');
const LOCK = path.join(ROOT, '.rapport', 'setup.lock');
const PACKAGES_STAMP = path.join(ROOT, 'node_modules', '.rapport-lock');
const DIST = path.join(ROOT, 'dist');
const SOURCES_STAMP = path.join(DIST, '.rapport-src');
const HEARTBEAT_MS = 2_000;
const STALE_MS = 60_000;

const quiet = process.argv.includes('--quiet');
const forTest = process.argv.includes('--test');

class Stop extends Error {}

const readOr = (file, otherwise) => {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
};

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
const say = (line) => quiet || process.stderr.write(`${line}\n`);

// --- Node -----------------------------------------------------------------------------------------------------------

/** Nest is loaded with require() of an ES module, which these versions do without a flag. */
function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
  if (!fits) throw new Stop(`Rapport needs Node 20.19+, 22.12+ or 24+; this is ${process.version}.`);
}

// --- what is current ------------------------------------------------------------------------------------------------

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readOr(path.join(ROOT, file), ''))
      .update('\0');
  return hash.digest('hex');
}

function sourcesUnder(folder) {
  const entries = fs.existsSync(path.join(ROOT, folder))
    ? fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true })
    : [];
  return entries.flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sourcesUnder(file);
    return /\.(ts|json)$/.test(entry.name) && !entry.name.endsWith('.spec.ts') ? [file] : [];
  });
}

const packagesHash = () =>
  [hashOf(['package.json', 'package-lock.json']), process.versions.modules, process.platform, process.arch].join(' ');

const sourcesHash = () =>
  hashOf([...sourcesUnder('apps'), ...sourcesUnder('libs'), 'tsconfig.json', 'package-lock.json'].sort());

/** True after somebody ran `npm ci` by hand (also with --ignore-scripts): npm records what it installed. */
function installedAsLocked() {
  const installed = JSON.parse(readOr(path.join(ROOT, 'node_modules', '.package-lock.json'), '{}')).packages ?? {};
  const locked = JSON.parse(readOr(path.join(ROOT, 'package-lock.json'), '{}')).packages ?? {};
  const wanted = Object.entries(locked).filter(
    ([where, entry]) => where !== '' && !entry.optional && !entry.devOptional,
  );
  return wanted.length > 0 && wanted.every(([where, { version }]) => installed[where]?.version === version);
}

function packagesAreCurrent() {
  const stamp = readOr(PACKAGES_STAMP, undefined);
  return stamp === undefined ? installedAsLocked() : stamp === packagesHash();
}

const sourcesAreCurrent = () => readOr(SOURCES_STAMP, '') === sourcesHash();

// --- one at a time --------------------------------------------------------------------------------------------------

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** A lock file just created may still be empty: then only its age tells. */
function isStale(lock) {
  try {
    const age = Date.now() - fs.statSync(lock).mtimeMs;
    const pid = Number(readOr(lock, ''));
    return age > STALE_MS || (pid > 0 && !isAlive(pid));
  } catch {
    return false;
  }
}

function tryToCreate(lock) {
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Only one process may judge and remove: without the second file, two could remove, the later one a fresh lock. */
function removeIfStale(lock) {
  const breaker = `${lock}.breaking`;
  if (!tryToCreate(breaker)) {
    if (isStale(breaker)) fs.rmSync(breaker, { force: true });
    return;
  }
  if (isStale(lock)) fs.rmSync(lock, { force: true });
  fs.rmSync(breaker, { force: true });
}

async function withLock(work) {
  fs.mkdirSync(path.dirname(LOCK), { recursive: true });
  for (let told = false; !tryToCreate(LOCK); await sleep(200)) {
    if (isStale(LOCK)) removeIfStale(LOCK);
    else if (!told) say(`waiting for another setup of this clone (process ${readOr(LOCK, '?').trim()})`);
    told = true;
  }
  const release = () => readOr(LOCK, '') === String(process.pid) && fs.rmSync(LOCK, { force: true });
  const heartbeat = setInterval(() => fs.utimes(LOCK, new Date(), new Date(), () => {}), HEARTBEAT_MS);
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    release();
  }
}

// --- steps ----------------------------------------------------------------------------------------------------------

/** Runs one program, resolves to { code, output }. A signal to us reaches it too, so that nothing is left behind. */
function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: command.endsWith('.cmd'),
    });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    const pass = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM'];
    signals.forEach((signal) => process.on(signal, pass));
    const finish = (code, extra = '') => {
      signals.forEach((signal) => process.off(signal, pass));
      resolve({ code, output: Buffer.concat(chunks).toString() + extra });
    };
    child.once('error', (error) => finish(1, error.message));
    child.once('close', (code) => finish(code ?? 1));
  });
}

async function step(label, command, args) {
  const since = Date.now();
  const result = await run(command, args);
  say(`${label} ... ${result.code === 0 ? seconds(since) : `failed after ${seconds(since)}`}`);
  return result;
}

function npm(args) {
  const cli = process.env.npm_execpath ?? '';
  if (/npm-cli\.c?js$/.test(cli)) return [process.execPath, [cli, ...args]];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', args];
}

const CALM = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * `npm ci` refuses a lock file that lacks optional packages of other platforms, as one written behind a partial
 * registry mirror does. `npm install --no-save` accepts it and leaves it as it is.
 */
async function installPackages() {
  const exact = await step('installing packages', ...npm(['ci', ...CALM]));
  const done =
    exact.code === 0
      ? exact
      : await step('installing packages again, leniently', ...npm(['install', '--no-save', ...CALM]));
  if (done.code !== 0) throw new Stop(`${exact.output}\n${done.output}\nThe packages could not be installed.`);
}

/** Compiles beside dist and swaps, so that a process that runs from dist never meets a half-written tree. */
async function compile() {
  const hash = sourcesHash();
  for (const entry of fs.readdirSync(ROOT)) {
    if (/^dist-(next|last)-\d+$/.test(entry)) fs.rmSync(path.join(ROOT, entry), { recursive: true, force: true });
  }
  const next = path.join(ROOT, `dist-next-${process.pid}`);
  const last = path.join(ROOT, `dist-last-${process.pid}`);
  const tsc = path.join(ROOT, 'node_modules', 'typescript7', 'bin', 'tsc');
  try {
    const { code, output } = await step('compiling', process.execPath, [tsc, '-p', 'tsconfig.json', '--outDir', next]);
    if (code !== 0 && !(forTest && fs.existsSync(next))) throw new Stop(`${output}\nThe sources do not compile.`);
    fs.mkdirSync(next, { recursive: true });
    // With type errors the stamp differs from the hash, so that the next start compiles and complains again.
    fs.writeFileSync(path.join(next, '.rapport-src'), code === 0 ? hash : `${hash} with type errors`);
    if (fs.existsSync(DIST)) fs.renameSync(DIST, last);
    fs.renameSync(next, DIST);
  } finally {
    for (const folder of [next, last]) fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function bringUpToDate() {
  if (!packagesAreCurrent()) await installPackages();
  fs.writeFileSync(PACKAGES_STAMP, packagesHash());
  if (!sourcesAreCurrent()) await compile();
}

// --- main -----------------------------------------------------------------------------------------------------------

function explain(error) {
  if (error instanceof Stop) return error.message;
  if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) return error.stack;
  const owner = fs.statSync(ROOT).uid;
  return [
    `Rapport cannot write to ${ROOT} (${error.code}: ${error.path ?? error.message}).`,
    `The folder belongs to user ${owner}; you are user ${process.getuid?.() ?? '?'}.`,
    'Run it as the owner, or make a clone of your own.',
  ].join('\n');
}

async function main() {
  checkNode();
  if (packagesAreCurrent() && sourcesAreCurrent()) return;
  await withLock(bringUpToDate);
}

main().catch((error) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
