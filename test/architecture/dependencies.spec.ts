import fs from 'node:fs';
import path from 'node:path';

interface Manifest {
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}
interface Row {
  section: string;
  name: string;
  reason: string;
  licence: string;
  node: string;
}

const ROOT = path.join(__dirname, '../..');
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;

const cellsOf = (line: string) =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));

function rowsOf(page: string): Row[] {
  return page.split(/^## /m).flatMap((part) => {
    const section = part.slice(0, part.indexOf('\n'));
    const lines = part.split('\n').filter((line) => line.startsWith('| `'));
    return lines.map((line) => {
      const [name = '', reason = '', licence = '', node = ''] = cellsOf(line);
      return { section, name: name.replaceAll('`', ''), reason, licence, node };
    });
  });
}

const rows = rowsOf(read('docs/explanation/dependencies.md'));
const inSection = (section: string) => rows.filter((row) => row.section === section).map((row) => row.name);

describe('the page of dependencies', () => {
  it.each([
    ['Production', manifest.dependencies],
    ['Optional', manifest.optionalDependencies],
    ['Development', manifest.devDependencies],
  ])('%s: names what package.json names', (section, packages) => {
    expect(inSection(section).sort()).toEqual(Object.keys(packages).sort());
  });

  it('gives every package a reason', () => {
    expect(rows.filter((row) => row.reason === '').map((row) => row.name)).toEqual([]);
  });

  it('gives the licence and the Node range that the installed package declares', () => {
    const installed = rows.filter((row) => fs.existsSync(path.join(ROOT, 'node_modules', row.name, 'package.json')));
    const declared = installed.map(({ name }) => {
      const { license, engines } = JSON.parse(read(`node_modules/${name}/package.json`)) as {
        license: string;
        engines?: { node?: string };
      };
      return `${name}: ${license}, ${engines?.node ?? 'any'}`;
    });
    expect(installed.length).toBeGreaterThan(40);
    expect(installed.map(({ name, licence, node }) => `${name}: ${licence}, ${node}`)).toEqual(declared);
  });

  it('lets nothing in whose licence asks for more than a notice', () => {
    const permissive = ['MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD'];
    expect(rows.filter((row) => !permissive.includes(row.licence)).map((row) => row.name)).toEqual([]);
  });
});
