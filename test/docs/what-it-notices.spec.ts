/** The page on what is noticed has a row for each of the 27 statements, and each row names histories that exist. */
import fs from 'node:fs';
import path from 'node:path';
import { HISTORIES } from '../clinical-histories/roster.js';
import { ROOT } from './house-root.js';

const PAGE = fs.readFileSync(path.join(ROOT, 'docs/explanation/what-it-notices.md'), 'utf8');
const STATEMENTS = Array.from({ length: 27 }, (_, i) => `S${i + 1}`);
const IN_A_ROW = 6;

const rows = PAGE.split('\n')
  .map((line) => /^\| (S\d+) \|(.*)\|$/.exec(line))
  .flatMap((found) =>
    found ? [{ id: found[1] ?? '', cells: (found[2] ?? '').split('|').map((cell) => cell.trim()) }] : [],
  );
const known = new Set(HISTORIES.map(({ id }) => id));

/** Ids of histories in code, such as `part-01`. */
const named = (text: string): readonly string[] =>
  [...text.matchAll(/`([a-z]+-\d\d)`/g)].flatMap(([, id]) => (id === undefined ? [] : [id]));

describe('what it notices', () => {
  it('has one row for each of the 27 statements, in order', () => expect(rows.map(({ id }) => id)).toEqual(STATEMENTS));

  it.each(rows)(
    '$id says what carries it, what looks at it, what is read, and by which history it is shown',
    ({ cells }) => {
      expect(cells).toHaveLength(IN_A_ROW - 1);
      expect(cells.every((cell) => cell.length > 2)).toBe(true);
      expect(named(cells.at(-1) ?? '').length).toBeGreaterThan(0);
    },
  );

  it('names histories that exist', () => expect(named(PAGE).filter((id) => !known.has(id))).toEqual([]));
});
