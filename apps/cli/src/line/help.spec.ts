import fs from 'node:fs';
import path from 'node:path';
import { readCommandLine } from './command-line.js';
import { overview, verbHelp } from './help.js';
import { VERBS } from '../verbs/roster.js';

/** As a shell would split it. */
const words = (line: string): string[] => [...line.matchAll(/'([^']*)'|(\S+)/g)].map((m) => m[1] ?? m[2] ?? '');

describe('help', () => {
  it('lists every verb with what it is for', () => {
    for (const { name, summary } of VERBS)
      expect(overview(VERBS)).toMatch(new RegExp(`^  ${name} +${summary.slice(0, 20)}`, 'm'));
  });
  it.each(VERBS.flatMap((v) => v.examples.map(([line]) => [line, v.name])))(
    'shows an example that works: %s',
    (line, name) => {
      expect(readCommandLine(VERBS, words(line))).toMatchObject({ verb: { name } });
    },
  );
  it('tells of every flag of a verb, examples first', () => {
    for (const verb of VERBS) {
      const text = verbHelp(verb);
      for (const flag of Object.keys(verb.flags)) expect(text).toContain(`--${flag}`);
      expect(text.indexOf(verb.examples[0]?.[0] ?? '?')).toBeLessThan(text.indexOf('Usage:'));
    }
  });
  it('keeps a file for every verb on the roster', () => {
    const roster = fs.readFileSync(path.join(__dirname, '../verbs/roster.ts'), 'utf8');
    const files = fs
      .readdirSync(path.join(__dirname, '../verbs'))
      .filter((f) => f.endsWith('.ts') && !/^roster|\.spec\.ts$/.test(f));
    for (const file of files) expect(roster).toContain(`./${file.replace(/\.ts$/, '.js')}`);
  });
});
