/**
 * Makes a clone runnable: right Node, packages as locked, sources compiled. Runs before `npm start` and `npm test`
 * with nothing but Node, and does nothing when nothing is to be done.
 *
 *   --quiet   say nothing unless a step fails
 *   --test    a type error does not stop here: the tests report it as a failed test
 *
 * Packages are current when npm's own record of node_modules agrees with the lock file, also after an `npm ci` by hand;
 * sources are current when dist/.rapport-src holds their hash. One process works at a time; the others wait for it.
 */
const { spawn } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const LOCK = path.join('.rapport', 'setup.lock');
const PLATFORM = path.join('node_modules', '.rapport-platform');
const STAMP = path.join('dist', '.rapport-src');
const HERE = `${process.platform} ${process.arch}`;

process.chdir(path.join(__dirname, '..'));
const [quiet, forTest] = ['--quiet', '--test'].map((flag) => process.argv.includes(flag));

class Stop extends Error {}

const readOr = (file, otherwise) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : otherwise);
const say = (text) => quiet || process.stderr.write(text);

/** Nest is loaded with require() of an ES module, which these versions do without a flag. */
function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
  if (!fits) throw new Stop(`Rapport needs Node 20.19+, 22.12+ or 24+; this is ${process.version}.`);
}

function packagesAreCurrent() {
  const packagesOf = (file) => JSON.parse(readOr(file, '{}')).packages ?? {};
  const installed = packagesOf(path.join('node_modules', '.package-lock.json'));
  const agrees = ([where, { version, optional, devOptional }]) =>
    where === '' || optional || devOptional || installed[where]?.version === version;
  return Object.entries(packagesOf('package-lock.json')).every(agrees) && readOr(PLATFORM, HERE) === HERE;
}

function hashOfSources() {
  const under = (folder) => fs.readdirSync(folder, { recursive: true }).map((file) => path.join(folder, file));
  const sources = ['apps', 'libs'].flatMap(under).filter((file) => /(?<!\.spec)\.ts$|\.json$/.test(file));
  const hash = createHash('sha256');
  for (const file of [...sources.sort(), 'tsconfig.json', 'package-lock.json'])
    hash.update(`${file}\0`).update(fs.readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const sourcesAreCurrent = () => readOr(STAMP, '') === hashOfSources();

let child;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (child ? child.kill(signal) : process.exit(1)));

/** Resolves to whether it went well; a signal to this process ends the step too. Its output is for people: stderr. */
function step(label, command, args, stdout) {
  const since = Date.now();
  say(`${label} ... `);
  return new Promise((resolve) => {
    child = spawn(command, args, { stdio: ['ignore', stdout, 2], shell: command.endsWith('.cmd') });
    child.once('error', (error) => process.stderr.write(`${error.message}\n`));
    child.once('close', (code) => {
      child = undefined;
      say(`${code === 0 ? '' : 'failed after '}${((Date.now() - since) / 1000).toFixed(1)} s\n`);
      resolve(code === 0);
    });
  });
}

async function installPackages() {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  if (!(await step('installing packages', npm, args, 'ignore'))) throw new Stop('The packages could not be installed.');
}

/** Compiles beside dist and swaps, so that a process that runs from dist never meets a half-written tree. */
async function compile() {
  const hash = hashOfSources();
  const remove = (folder) => fs.rmSync(folder, { recursive: true, force: true });
  ['dist-next', 'dist-last'].forEach(remove);
  const args = ['node_modules/typescript7/bin/tsc', '-p', 'tsconfig.json', '--outDir', 'dist-next'];
  const isClean = await step('compiling', process.execPath, args, 2);
  if (!isClean && !(forTest && fs.existsSync('dist-next'))) throw new Stop('The sources do not compile.');
  // With type errors the stamp differs from the hash, so that the next start compiles and complains again.
  fs.writeFileSync(path.join('dist-next', '.rapport-src'), isClean ? hash : `${hash} with type errors`);
  if (fs.existsSync('dist')) fs.renameSync('dist', 'dist-last');
  fs.renameSync('dist-next', 'dist');
  remove('dist-last');
}

function isTaken() {
  try {
    fs.writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return false;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return true;
  }
}

/** A lock that was just made may still be empty: then its holder is there. */
function holderIsGone() {
  try {
    return !process.kill(Number(readOr(LOCK, '')) || process.pid, 0);
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

async function withLock(work) {
  fs.mkdirSync(path.dirname(LOCK), { recursive: true });
  for (let waits = 0; isTaken(); waits++) {
    if (holderIsGone()) fs.rmSync(LOCK, { force: true });
    else if (waits === 0) say(`waiting for another setup of this clone, which holds ${LOCK}\n`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  process.once('exit', () => fs.rmSync(LOCK, { force: true }));
  await work();
}

async function main() {
  checkNode();
  if (packagesAreCurrent() && sourcesAreCurrent()) return;
  await withLock(async () => {
    if (!packagesAreCurrent()) await installPackages();
    fs.writeFileSync(PLATFORM, HERE);
    if (!sourcesAreCurrent()) await compile();
  });
}

main().catch((error) => {
  const denied = ['EACCES', 'EPERM', 'EROFS'].includes(error.code);
  if (denied) error.message += '\nRun Rapport as the owner of the folder, or make a clone of your own.';
  process.stderr.write(`${denied || error instanceof Stop ? error.message : error.stack}\n`);
  process.exitCode = 1;
});
