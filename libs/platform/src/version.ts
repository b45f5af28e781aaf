/**
 * Which version a process runs: that of the package, and the newest change of the tables that it knows. Versions of the
 * package are the same for all that was built between two releases, and changes of the tables are not.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Database } from './database.js';
import { knownMigrations } from './schema.js';

function packageVersion(): string {
  let folder = __dirname;
  while (!fs.existsSync(path.join(folder, 'package.json')) && folder !== path.dirname(folder))
    folder = path.dirname(folder);
  return (JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}

export const versionOf = (db: Database): string => `${packageVersion()} (tables ${newestOf(knownMigrations(db))})`;

const newestOf = (names: readonly string[]): string =>
  names.map((name) => /\d+$/.exec(name)?.[0] ?? '').reduce((a, b) => (b > a ? b : a), '');
