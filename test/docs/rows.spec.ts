/** Two pages list rows that tests show. A test carries the ids of its rows in its title: `[B-001]`, `[B-009, B-066]`. */
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './house-root.js';

const read = (file: string): string => fs.readFileSync(path.join(ROOT, file), 'utf8');

const specs = ['libs', 'apps', 'test'].flatMap((folder) =>
  fs
    .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.spec.ts'))
    .map((file) => path.join(folder, file)),
);
/** In titles only: a title ends with its ids. */
const shown = specs.flatMap((file) =>
  [...read(file).matchAll(/ \[([BTP]-\d+(?:, [BTP]-\d+)*)\]['"`]/g)].flatMap(([, ids = '']) =>
    ids.split(', ').map((id) => ({ id, file })),
  ),
);

interface Row {
  readonly id: string;
  readonly text: string;
}

const rowsOf = (page: string): Row[] =>
  read(page)
    .split('\n')
    .flatMap((line) => {
      const ids = /^\| ((?:[BTP]-\d+)(?:, [BTP]-\d+)*) +\|/.exec(line)?.[1] ?? '';
      return ids.split(', ').flatMap((id) => (id === '' ? [] : [{ id, text: line }]));
    });

/** A row that concerns parts that do not exist yet, or names the spec file of another room. */
const isElsewhere = ({ text }: Row): boolean => /\| (later\b|`(libs|test)\/)/.test(text);

const PAGES = ['test/http/bad-input.md', 'libs/alliance/spec/traps.md'];
const rows = PAGES.flatMap(rowsOf);

describe('rows that tests show', () => {
  it('are each listed once', () => {
    expect(rows.length).toBeGreaterThan(80);
    expect(rows.map(({ id }) => id).filter((id, at, all) => all.indexOf(id) !== at)).toEqual([]);
  });

  it.each(rows.filter((row) => !isElsewhere(row)))('$id has a test with its id in the title', ({ id }) =>
    expect(shown.map((test) => test.id)).toContain(id),
  );

  it('are all that titles name', () => {
    const known = new Set(rows.map(({ id }) => id));
    expect(shown.filter(({ id }) => !known.has(id))).toEqual([]);
  });
});
