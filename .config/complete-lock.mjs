/**
 * Brings the lock file to where each package has its integrity, and none says which registry it came from.
 *
 *   node .config/complete-lock.mjs                 completes package-lock.json, with npm
 *   node .config/complete-lock.mjs --check [file]  only says what is missing; exit code 1 when something is
 *
 * npm does not look at an entry again once it is there. An entry without integrity (a registry lacked the package of
 * another platform when the lock was written) is therefore taken out, and npm is asked to put it back whole.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

const FLAGS = [
  '--package-lock-only',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--omit-lockfile-registry-resolved',
];

const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
const isWhole = ({ integrity = '' }) => /(^| )sha512-[A-Za-z0-9+/]{86}==( |$)/.test(integrity);

/** A sentence for each package that `npm ci` could not check, or would fetch from where the lock's author did. */
function faultsOf(lock) {
  return Object.entries(lock.packages).flatMap(([name, entry]) => {
    if (name === '' || entry.link) return [];
    const faults = isWhole(entry) ? [] : [`${name} has no sha512 integrity`];
    return entry.resolved === undefined ? faults : [...faults, `${name} names the place that it came from`];
  });
}

function complete(file) {
  const lock = read(file);
  const kept = Object.entries(lock.packages).filter(([name, entry]) => name === '' || entry.link || isWhole(entry));
  fs.writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(kept) }, null, 2)}\n`);
  const { status } = spawnSync('npm', ['install', ...FLAGS], { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(1);
}

const args = process.argv.slice(2);
const only = args.includes('--check');
const file = args.find((word) => word !== '--check') ?? 'package-lock.json';
if (!only) complete('package-lock.json');
const faults = faultsOf(read(file));
for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);
