/**
 * `npm test`: every stage in order of speed, all of them even if one fails, and one closing line with the sum.
 *
 *   npm test -- --only unit              one kind: types, lint, unit, int or e2e
 *   npm test -- --only int libs/eventlog only the spec files whose path holds the pattern
 *
 * Without a Redis (REDIS_URL, redis-server or valkey-server) the Redis suites are counted as skipped and named; in
 * continuous integration (CI=true) that is a failure.
 */
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { hasRedis } = require('./test-redis.cjs');

const ROOT = path.join(__dirname, '..');
const KINDS = ['types', 'lint', 'unit', 'int', 'e2e'];
const NOTHING = { passed: 0, failed: 0, skipped: 0 };

const inRoot = (...parts) => path.join(ROOT, ...parts);
const node = (args, env = {}) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('close', (code) => resolve(code ?? 1));
  });

const add = (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped });
const asOneTest = (code) => (code === 0 ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 });

// --- checks ---------------------------------------------------------------------------------------------------------

const TSC = inRoot('node_modules', 'typescript7', 'bin', 'tsc');
const ESLINT = inRoot('node_modules', 'eslint', 'bin', 'eslint.js');
const DEPCRUISE = inRoot('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');

const typesOf = (project) => async () => asOneTest(await node([TSC, '-p', project, '--noEmit']));

const lint = async () =>
  asOneTest(
    await node([
      ESLINT,
      '-c',
      '.config/eslint.config.mjs',
      '--max-warnings',
      '0',
      '--no-error-on-unmatched-pattern',
      'apps',
      'libs',
      'test',
    ]),
  );

const ladder = async () =>
  asOneTest(await node([DEPCRUISE, '--config', '.config/dependency-cruiser.cjs', 'apps', 'libs']));

// --- Jest -----------------------------------------------------------------------------------------------------------

function specFiles(folders, ending, pattern) {
  const found = folders.flatMap((folder) => {
    const entries = fs.existsSync(inRoot(folder)) ? fs.readdirSync(inRoot(folder), { withFileTypes: true }) : [];
    const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(ending));
    const deeper = entries.filter((entry) => entry.isDirectory()).map((entry) => `${folder}/${entry.name}`);
    return [...files.map((entry) => `${folder}/${entry.name}`), ...specFiles(deeper, ending)];
  });
  return pattern ? found.filter((file) => file.includes(pattern)) : found;
}

/** A run that ends badly without having counted anything (a failed set-up, a crash) is one failed test. */
function readTally(file, code) {
  const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().split('\n').filter(Boolean) : [];
  const sum = lines.map((line) => JSON.parse(line)).reduce(add, NOTHING);
  return code !== 0 && sum.failed === 0 ? add(sum, asOneTest(code)) : sum;
}

const jest = (config, pattern, backend) => async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-tally-'));
  const tally = path.join(folder, 'tally');
  const reporters = ['--reporters=default', `--reporters=${inRoot('.config', 'jest-tally.cjs')}`];
  const args = [inRoot('node_modules', 'jest', 'bin', 'jest.js'), '-c', `.config/${config}`, '--ci', ...reporters];
  const env = { RAPPORT_TEST_TALLY: tally, ...(backend && { RAPPORT_TEST_BACKEND: backend }) };
  try {
    const code = await node([...args, '--passWithNoTests', ...(pattern ? [pattern] : [])], env);
    return readTally(tally, code);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
};

const skipWithoutRedis = (files) => async () => {
  process.stderr.write('skipped: no Redis (set REDIS_URL, or install redis-server or valkey-server)\n');
  for (const file of files) process.stderr.write(`  skipped: ${file}\n`);
  return { ...NOTHING, skipped: files.length, failed: process.env.CI === 'true' ? 1 : 0 };
};

// --- plan -----------------------------------------------------------------------------------------------------------

const stage = (kind, name, run) => ({ kind, name, run });

function onBothBackends({ kind, name, config, files, pattern }) {
  if (files.length === 0) return [stage(kind, `${name}: no spec files`, async () => NOTHING)];
  const onRedis = hasRedis() ? jest(config, pattern, 'redis') : skipWithoutRedis(files);
  return [
    stage(kind, `${name}, queues on PostgreSQL`, jest(config, pattern, 'postgres')),
    stage(kind, `${name}, queues on Redis`, onRedis),
  ];
}

function plan(pattern) {
  const intFiles = specFiles(['libs', 'apps', 'test'], '.int.spec.ts', pattern);
  const e2eFiles = specFiles(['test/e2e'], '.e2e.spec.ts', pattern);
  return [
    stage('types', 'types of the sources', typesOf('tsconfig.json')),
    stage('types', 'types of the specs', typesOf('test/tsconfig.json')),
    stage('lint', 'lint', lint),
    stage('lint', 'ladder', ladder),
    stage('unit', 'unit', jest('jest.unit.cjs', pattern)),
    ...onBothBackends({ kind: 'int', name: 'integration', config: 'jest.int.cjs', files: intFiles, pattern }),
    ...onBothBackends({ kind: 'e2e', name: 'end to end', config: 'jest.e2e.cjs', files: e2eFiles, pattern }),
  ];
}

function readArguments(args) {
  const at = args.indexOf('--only');
  const only = at < 0 ? undefined : args[at + 1];
  if (at >= 0 && !KINDS.includes(only)) throw new Error(`--only takes one of ${KINDS.join(', ')}`);
  const [pattern] = args.filter((_, index) => at < 0 || (index !== at && index !== at + 1));
  // A path pattern chooses specs; it says nothing to the compiler or the linter.
  const kinds = only ? [only] : pattern ? ['unit', 'int', 'e2e'] : KINDS;
  return { kinds, pattern };
}

async function runStage({ name, run }) {
  const since = Date.now();
  process.stderr.write(`\n== ${name}\n`);
  const counts = await run();
  const took = `${((Date.now() - since) / 1000).toFixed(1)} s`;
  process.stderr.write(`== ${name}: ${counts.failed === 0 ? 'ok' : 'FAILED'}, ${took}\n`);
  return counts;
}

async function main() {
  const { kinds, pattern } = readArguments(process.argv.slice(2));
  let sum = NOTHING;
  for (const one of plan(pattern).filter(({ kind }) => kinds.includes(kind))) sum = add(sum, await runStage(one));
  process.exitCode = sum.failed === 0 ? 0 : 1;
  process.stdout.write(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped\n`);
}

// The children get the signal from the terminal too and stop their servers; this waits for them.
process.on('SIGINT', () => {
  process.exitCode = 1;
});

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
