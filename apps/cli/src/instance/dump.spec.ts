/** The server's own programs, found and asked; they are played by scripts here. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { dump, findProgram, undump, withoutPassword } from './dump.js';

let root: string;
const play = (folder: string, name: string, script: string): string => {
  const file = path.join(root, folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
};
const version = (text: string): string =>
  `if [ "$1" = --version ]; then echo "pg_dump (PostgreSQL) ${text}"; exit 0; fi`;

beforeAll(() => (root = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-dump-'))));
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

describe('a program of PostgreSQL', () => {
  it('is the first that is new enough, also where a distribution keeps its versions', async () => {
    play('old', 'pg_dump', version('15.4 (Debian 15.4-1)'));
    const right = play('versions/17/bin', 'pg_dump', version('17.2'));
    const where = { path: path.join(root, 'old'), versions: path.join(root, 'versions') };
    expect(await findProgram('pg_dump', 17, where)).toBe(right);
    expect(await findProgram('pg_dump', 15, where)).toBe(path.join(root, 'old/pg_dump'));
    await expect(findProgram('pg_dump', 18, where)).rejects.toMatchObject({
      message: 'pg_dump here is of version 17, the server is of version 18',
      next: expect.stringContaining('postgresql-client-18') as string,
    });
  });

  it('that is not there is said to be missing', async () => {
    const where = { path: path.join(root, 'empty'), versions: path.join(root, 'none') };
    await expect(findProgram('pg_restore', 15, where)).rejects.toMatchObject({
      message: 'there is no pg_restore on this machine',
    });
  });

  it('gets the password where nobody else sees it', async () => {
    const file = path.join(root, 'heard');
    const program = play('plays', 'pg_dump', `echo "$@ / $PGPASSWORD" > '${file}'`);
    await dump(program, 'postgresql://u:p%40ss@db.example/rapport', '/backups/x');
    expect(fs.readFileSync(file, 'utf8')).toBe(
      '--format=custom --no-owner --file=/backups/x --dbname postgresql://u@db.example/rapport / p@ss\n',
    );
  });

  it('that fails is said in its own last line', async () => {
    const program = play('plays', 'pg_restore', 'echo first >&2; echo "error: disk full" >&2; exit 3');
    await expect(undump(program, 'postgresql://u@db/x', 'file')).rejects.toMatchObject({
      message: 'pg_restore ended with 3: error: disk full',
    });
  });

  it.each([
    ['postgresql://u:p@h/d', 'postgresql://u@h/d', { PGPASSWORD: 'p' }],
    ['postgresql://u@h/d', 'postgresql://u@h/d', {}],
    ['postgres://h:5432/d', 'postgres://h:5432/d', {}],
    ['postgresql://u:p@/d?host=%2Frun', 'postgresql://u@/d?host=%2Frun', { PGPASSWORD: 'p' }],
  ])('reads %s as an address without a password', (given, url, env) => {
    expect(withoutPassword(given)).toEqual({ url, env });
  });
});
