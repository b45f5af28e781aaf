/**
 * How many small damages to the rooms that decide and say things do their specs notice? Some 9,200 of them, one at a time;
 * about half an hour on two cores. Installs Stryker (beside the product, not in it), runs it, and says what survived.
 *
 *   npm run mutation                                             all of the rooms; fails below 85 %
 *   npm run mutation -- libs/alliance/src/attendance             some files or folders
 *   npm run mutation -- --record                                 also writes the figures into the docs
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
const ASKED = 85;
/** Data and lists, which are held to what they must be by specs of their own; a damage there is another datum. */
const DATA = [
  '**/*.spec.ts',
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
const chosen = args.filter((arg) => arg !== '--record');

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
const globsOf = (names) =>
  names.map((name) => (fs.statSync(name).isDirectory() ? `${name.replace(/\/+$/, '')}/**/*.ts` : name));

/** Noticed: a spec failed, or the damage went round in circles. Not counted: what Stryker could not run. */
function tally(mutants) {
  const of = (...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const noticed = of('Killed', 'Timeout');
  const survived = of('Survived', 'NoCoverage');
  return { mutants: noticed + survived, noticed, survived, score: (100 * noticed) / (noticed + survived || 1) };
}

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

function table(folders) {
  const row = (cells) => `| ${cells.join(' | ')} |`;
  const figures = ({ mutants, noticed, survived, score }) => [mutants, noticed, survived, `${score.toFixed(1)} %`];
  const all = tally([...folders.values()].flat());
  return [
    row(['folder', 'mutants', 'noticed', 'survived', 'score']),
    row(['---', '---:', '---:', '---:', '---:']),
    ...[...folders].map(([folder, mutants]) => row([`\`${folder}\``, ...figures(tally(mutants))])),
    row(['**all**', ...figures(all)]),
  ].join('\n');
}

function recordPage(figures) {
  const page = fs.readFileSync(PAGE, 'utf8');
  const made = `Made on ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}:`;
  const written = page.replace(
    /<!-- figures -->[\s\S]*<!-- end of figures -->/,
    `<!-- figures -->\n\n${made}\n\n${figures}\n\n<!-- end of figures -->`,
  );
  fs.writeFileSync(PAGE, written);
  process.stderr.write(`Wrote ${path.relative(ROOT, PAGE)}\n`);
}

run('set-up', process.execPath, [path.join('.config', 'setup.cjs'), '--quiet']);
install();
fs.rmSync(REPORT, { force: true });
const stryker = path.join(__dirname, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
const mutate = [
  ...globsOf([...(chosen.length > 0 ? chosen : ROOMS.map((room) => `${room}/src`)), CANARY]),
  ...DATA.map((glob) => `!${glob}`),
].join(',');
run('Stryker', process.execPath, [stryker, 'run', path.join(__dirname, 'stryker.config.mjs'), '--mutate', mutate]);

const { [CANARY]: canary, ...files } = JSON.parse(fs.readFileSync(REPORT, 'utf8')).files;
const folders = new Map();
for (const [file, { mutants }] of Object.entries(files).sort()) {
  const folder = file.split('/').slice(0, -1).slice(0, 4).join('/');
  folders.set(folder, [...(folders.get(folder) ?? []), ...mutants]);
}
const survivors = Object.entries(files)
  .sort()
  .flatMap(([file, result]) => survivorsOf(file, result));
fs.writeFileSync(path.join(ROOT, '.mutation', 'survived.txt'), survivors.map((line) => `${line}\n`).join(''));

const figures = table(folders);
process.stdout.write(
  `\n${figures}\n\nSurvivors: .mutation/survived.txt, and in their place in .mutation/report.html\n`,
);
const ofCanary = tally(canary?.mutants ?? []);
if (ofCanary.noticed === 0 || ofCanary.survived > 0) {
  process.stderr.write(
    `${ofCanary.survived} of ${ofCanary.mutants} damages to ${CANARY} survived: nothing was measured\n`,
  );
  process.exit(1);
}
if (record && chosen.length === 0) recordPage(figures);
const { score } = tally([...folders.values()].flat());
if (chosen.length === 0 && score < ASKED) {
  process.stderr.write(`${score.toFixed(1)} % is below the ${ASKED} % that are asked for\n`);
  process.exit(1);
}
