/** The table of bad input says what the specs show: every row of the plan is there, and every title it names exists. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');
const PAGE = readFileSync(path.join(ROOT, 'test/http/bad-input.md'), 'utf8');
/** Rows of the plan from 1 to 91; these numbers were never given. */
const NOT_GIVEN = [10, 14, 20, 22, 28, 29, 32, 38, 39, 44, 46, 51, 54, 59, 62, 65, 67, 75, 77, 78, 83, 87];
const PLANNED = Array.from({ length: 91 }, (_, i) => i + 1).filter((n) => !NOT_GIVEN.includes(n));

const cells = (line: string): string[] =>
  line
    .slice(1, -1)
    .split(' | ')
    .map((cell) => cell.trim());
const rows = PAGE.split('\n')
  .filter((line) => /^\| B-/.test(line))
  .map(cells);
const shown = rows.filter((row) => row.length === 5 && row[3]);
/** `file: title; file: title`. A semicolon may be part of a title. */
const claims = shown.flatMap(([row = '', , , where = '']) =>
  where.split(/; (?=[a-z-]+: )/).map((claim) => {
    const at = claim.indexOf(': ');
    return [row, claim.slice(0, at), claim.slice(at + 2)] as const;
  }),
);

describe('the table of bad input', () => {
  it('has every row of the plan once', () => {
    const named = rows.flatMap(([row = '']) => row.split(', ').map((id) => Number(id.slice(2))));
    expect([...named].sort((a, b) => a - b)).toEqual(PLANNED);
  });

  it.each(claims)('%s is shown by %s: %s', (_, file, title) => {
    const spec = path.join(ROOT, 'test/http', `${file}.int.spec.ts`);
    expect(existsSync(spec)).toBe(true);
    expect(readFileSync(spec, 'utf8')).toMatch(new RegExp(`['"\`]${escaped(title)}`));
  });

  it('leaves a row open only where it says why', () => {
    const open = rows.filter((row) => row.length === 5 && !row[3]);
    for (const row of open) expect(row[4]).toMatch(/^later: /);
  });

  it('sends nobody to a file that is not there', () => {
    const files = [...PAGE.matchAll(/`((?:libs|test)\/[^`]+)`/g)].map(([, file = '']) => file);
    for (const file of files) expect([file, existsSync(path.join(ROOT, file))]).toEqual([file, true]);
  });
});

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
