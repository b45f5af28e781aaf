/** `npm run docs` writes the pages that the program knows itself; with `--check` it only names those it would change. */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './house-root.js';
import { stalePages } from './pages.js';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const stale = stalePages();
if (!values.check) for (const { name, text } of stale) fs.writeFileSync(path.join(ROOT, name), text);
const said = values.check ? 'is not what the program says' : 'written';
process.stdout.write(stale.map(({ name }) => `${name}: ${said}\n`).join(''));
if (values.check && stale.length === 0) process.stdout.write('all pages say what the program says\n');
if (values.check && stale.length > 0) {
  process.stdout.write('npm run docs writes them again\n');
  process.exitCode = 1;
}
