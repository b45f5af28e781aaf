/** The page of traps says what the specs of the heart show: each names a file and a title that are there. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const HEART = path.join(__dirname, '..', '..', 'libs', 'alliance');
const rows = readFileSync(path.join(HEART, 'spec/traps.md'), 'utf8')
  .split('\n')
  .map((line) => /^\| (.+) \| ([a-z/-]+): (.+) \|$/.exec(line)?.slice(1) ?? [])
  .filter((cells): cells is [string, string, string] => cells.length === 3);

describe('the page of traps', () => {
  it('has the twelve traps, one of them with two tests, and the seven properties', () => expect(rows).toHaveLength(20));

  it.each(rows)('%s', (_, file, title) => {
    const spec = path.join(HEART, 'src', `${file}.spec.ts`);
    expect(existsSync(spec)).toBe(true);
    expect(readFileSync(spec, 'utf8')).toContain(`('${title}'`);
  });
});
