/**
 * How many small damages to the rooms that decide and say things do their specs notice? One at a time: some minutes for a
 * small room, hours for all of them. Installs Stryker (beside the product, not in it), runs it, and says what survived.
 *
 *   npm run mutation                                             all of the rooms; fails below 90 %
 *   npm run mutation -- libs/alliance/src/dropout                some files or folders
 *   npm run mutation -- --record libs/courses                    also writes the figures of whole folders into the docs
 *
 * Each run damages canary.ts too. Its spec notices every damage there, so that a run in which one survives has measured
 * nothing, and fails: whatever else it says, specs were not run, or not on the damaged code.
 *
 * Afterwards .mutation/report.html shows each mutant in its place, .mutation/survived.txt one a line.
 */
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..', '..');
const REPORT = path.join(ROOT, '.mutation', 'report.json');
const PAGE = path.join(ROOT, 'docs', 'explanation', 'mutation.md');
const { ROOMS, CANARY } = require('./rooms.cjs');
const { tally, rowsOf, scoreOf, table, recordIn } = require('./figures.cjs');
/** Of all folders that are measured whole. */
const ASKED = 90;
/** Data and lists, which are held to what they must be by specs of their own; a damage there is another datum. */
const DATA = [
  '**/*.spec.ts',
  'libs/*/spec/**',
  '**/index.ts',
  'libs/presentation/src/en/**',
  'libs/presentation/src/de/**',
  '**/*.events.ts',
  '**/*.instrument.ts',
  '**/*.profile.ts',
  'libs/presentation/src/suggestions/default-pack.*.ts',
];

process.chdir(ROOT);
const args = process.argv.slice(2);
const record = args.includes('--record');
const chosen = args.filter((arg) => arg !== '--record').map((name) => path.relative(ROOT, path.resolve(name)));

function run(label, command, commandArgs, options = {}) {
  const { status } = spawnSync(command, commandArgs, { stdio: ['ignore', 2, 2], ...options });
  if (status === 0) return;
  process.stderr.write(`${label} failed\n`);
  process.exit(status ?? 1);
}

function install() {
  const installed = path.join(__dirname, 'node_modules', '.package-lock.json');
  const wanted = path.join(__dirname, 'package-lock.json');
  if (fs.existsSync(installed) && fs.statSync(installed).mtimeMs >= fs.statSync(wanted).mtimeMs) return;
  process.stderr.write('Installing Stryker into .config/mutation/node_modules\n');
  run('npm ci', 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: __dirname });
}

/** Names of files and folders as the globs that Stryker takes. */
const globsOf = (names) => names.map((name) => (fs.statSync(name).isDirectory() ? `${name}/**/*.ts` : name));

function survivorsOf(file, { source, mutants }) {
  const lines = source.split('\n');
  const shown = ({ start, end }) =>
    start.line === end.line
      ? lines[start.line - 1].slice(start.column - 1, end.column - 1)
      : `${lines[start.line - 1].slice(start.column - 1)} ...`;
  return mutants
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    .map((mutant) => ({ ...mutant, at: mutant.location.start }))
    .sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column)
    .map(({ at, location, replacement, status }) => {
      const reached = status === 'NoCoverage' ? 'no spec comes here: ' : '';
      return `${file}:${at.line}:${at.column}  ${reached}${shown(location)}  ->  ${(replacement ?? '').replace(/\s+/g, ' ')}`;
    });
}

/** Whether all of a folder was asked for: by its own name, or by that of one around it. */
const isWhole = ({ folder }) => chosen.length === 0 || chosen.some((name) => `${folder}/`.startsWith(`${name}/`));

run('set-up', process.execPath, [path.join('.config', 'setup.cjs'), '--quiet']);
install();
fs.rmSync(REPORT, { force: true });
const stryker = path.join(__dirname, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
const mutate = [
  ...globsOf([...(chosen.length > 0 ? chosen : ROOMS.map((room) => `${room}/src`)), CANARY]),
  ...DATA.map((glob) => `!${glob}`),
].join(',');
const roomOf = (name) => name.split(path.sep).slice(0, 2).join('/');
run(
  'Stryker',
  process.execPath,
  [stryker, 'run', path.join(__dirname, 'stryker.config.mjs'), '--mutate', mutate],
  chosen.length > 0 ? { env: { ...process.env, MUTATION_ROOMS: chosen.map(roomOf).join(' ') } } : {},
);

const { [CANARY]: canary, ...files } = JSON.parse(fs.readFileSync(REPORT, 'utf8')).files;
const survivors = Object.entries(files)
  .sort()
  .flatMap(([file, result]) => survivorsOf(file, result));
fs.writeFileSync(path.join(ROOT, '.mutation', 'survived.txt'), survivors.map((line) => `${line}\n`).join(''));

const rows = rowsOf(files, new Date().toISOString().slice(0, 10));
process.stdout.write(
  `\n${table(rows)}\n\nSurvivors: .mutation/survived.txt, and in their place in .mutation/report.html\n`,
);
const ofCanary = tally(canary?.mutants ?? []);
if (ofCanary.mutants === 0 || ofCanary.noticed < ofCanary.mutants) {
  process.stderr.write(`Not every damage to ${CANARY} was noticed: nothing was measured\n`);
  process.exit(1);
}
const whole = rows.filter(isWhole);
if (record) {
  recordIn(PAGE, whole);
  process.stderr.write(`Wrote ${whole.length} of ${rows.length} folders into ${path.relative(ROOT, PAGE)}\n`);
}
if (whole.length > 0 && scoreOf(whole) < ASKED) {
  process.stderr.write(`${scoreOf(whole).toFixed(1)} % is below the ${ASKED} % that are asked for\n`);
  process.exit(1);
}
