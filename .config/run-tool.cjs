// Runs one of the programs under test/ (bench, faults, ...): set-up, compile, go. Arguments after the file are its own.
const { spawnSync } = require('node:child_process');
const path = require('node:path');

const root = path.join(__dirname, '..');
process.chdir(root);
const [file, ...args] = process.argv.slice(2);

function run(label, command, quiet) {
  const result = spawnSync(process.execPath, command, { stdio: quiet ? ['ignore', 2, 2] : 'inherit' });
  if (result.status !== 0 && quiet) process.stderr.write(`${label} failed\n`);
  if (result.status !== 0) process.exit(result.status ?? 1);
}

run('set-up', [path.join('.config', 'setup.cjs'), '--quiet'], true);
run(
  'compiling the tool',
  [path.join('node_modules', 'typescript7', 'bin', 'tsc'), '-p', 'test/tsconfig.tools.json'],
  true,
);
run(file, [path.join('dist', file.replace(/\.ts$/, '.js')), ...args], false);
