/** The README and the other documents promise commands, files and links: all of them have to exist. */
import fs from 'node:fs';
import path from 'node:path';
import { VERBS } from '../../apps/cli/src/verbs/roster.js';

const root = path.join(__dirname, '..', '..');
const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8');
const scripts = (
  JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
).scripts;

const documents = [
  'README.md',
  ...fs.readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((f) => `docs/${f}`),
].filter((f) => f.endsWith('.md'));

describe('the README', () => {
  it('shows output in every place that was kept for it', () => expect(readme).not.toMatch(/<!-- output:/));
});

describe('every document', () => {
  it.each(documents)('%s links to files that are there', (file) => {
    const text = fs.readFileSync(path.join(root, file), 'utf8');
    const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => target as string);
    const missing = targets.filter((target) => !fs.existsSync(path.resolve(root, path.dirname(file), target)));
    expect(missing).toEqual([]);
  });

  it.each(documents)('%s names npm scripts and command-line verbs that exist', (file) => {
    const text = fs.readFileSync(path.join(root, file), 'utf8');
    const named = [...text.matchAll(/npm run (?:-s )?([a-z][a-z-]*)/g)].map(([, name]) => name as string);
    const verbs = [...text.matchAll(/npm run -s rapport -- ([a-z][a-z-]*)/g)].map(([, verb]) => verb as string);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    expect(verbs.filter((verb) => verb !== 'help' && !VERBS.some((v) => v.name.split(' ')[0] === verb))).toEqual([]);
  });
});
