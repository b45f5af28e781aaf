/** Whoever installs gets what was locked, byte for byte, from whichever registry they use. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const HOUSE = path.join(__dirname, '../..');
const INTEGRITY = `sha512-${'A'.repeat(86)}==`;

const check = (file: string): { code: number | null; said: string } => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [path.join(HOUSE, '.config/complete-lock.mjs'), '--check', file],
    { encoding: 'utf8' },
  );
  return { code: status, said: stderr };
};

describe('the lock file (N18)', () => {
  it('N18: has the integrity of every package, and names no registry', () => {
    expect(check(path.join(HOUSE, 'package-lock.json'))).toEqual({ code: 0, said: '' });
  });

  it.each([
    ['is there by name alone', { version: '1.0.0' }, 'node_modules/one has no sha512 integrity\n'],
    [
      'is for another platform',
      { version: '1.0.0', optional: true, os: ['darwin'] },
      'node_modules/one has no sha512 integrity\n',
    ],
    ['has an old, weak hash', { integrity: 'sha1-AAAA' }, 'node_modules/one has no sha512 integrity\n'],
    ['has half a hash', { integrity: 'sha512-AAAA' }, 'node_modules/one has no sha512 integrity\n'],
    [
      'says where it came from',
      { integrity: INTEGRITY, resolved: 'https://registry.example/one.tgz' },
      'node_modules/one names the place that it came from\n',
    ],
  ])('N18: is not whole with a package that %s', (_what, entry, said) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-lock-'));
    const file = path.join(folder, 'lock.json');
    const packages = { '': {}, 'node_modules/whole': { integrity: INTEGRITY }, 'node_modules/one': entry };
    fs.writeFileSync(file, JSON.stringify({ packages }));
    const answer = check(file);
    fs.rmSync(folder, { recursive: true });
    expect(answer).toEqual({ code: 1, said });
  });
});
