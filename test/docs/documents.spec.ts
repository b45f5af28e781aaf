/** What a document names has to be there: files, commands and verbs. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { VERBS } from '../../apps/cli/src/verbs/roster.js';
import { stepsOf } from './extend-page.js';
import { ROOT } from './house-root.js';

const read = (file: string): string => fs.readFileSync(path.join(ROOT, file), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

const FOLDERS = ['docs', 'libs', 'apps', 'test', '.github'];
const documents = FOLDERS.flatMap((folder) =>
  fs.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
)
  .concat('README.md')
  .filter((file) => file.endsWith('.md'));

/** What is made by a command, and therefore not in the repository. */
const MADE = /^(dist|node_modules|\.mutation|\.rapport)(\/|$)/;
const TOP = /^(apps|docker|docs|libs|test|\.ci|\.config|\.github)\//;
/** `<name>` and the like stand for what a reader puts there. */
const isPattern = (name: string): boolean => /[<>*{}$…]|\.\.\./.test(name);

const linksOf = (text: string): string[] =>
  [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, target = '']) => target);

/** Links into a page, as a reader's browser follows them: to a heading by its words. */
const anchorsOf = (text: string): [file: string, anchor: string][] =>
  [...text.matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)#([^)\s]+)\)/g)].map(([, file = '', anchor = '']) => [
    file,
    anchor,
  ]);
const slugOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
const headingsOf = (text: string): string[] => [...text.matchAll(/^#+ (.*)$/gm)].map(([, words = '']) => slugOf(words));

/** Paths from the root of the house that stand in code. Recorded figures name what was there when they were recorded. */
const pathsOf = (text: string): string[] =>
  [...text.replace(/<!-- figures -->[^]*<!-- end of figures -->/, '').matchAll(/`([^`\s]+)`/g)]
    .map(([, name = '']) => name.replace(/:\d+(-\d+)?$/, ''))
    .filter((name) => TOP.test(name) && !isPattern(name) && !MADE.test(name));

const isThere = (file: string): boolean => fs.existsSync(path.join(ROOT, file));

describe.each(documents)('%s', (file) => {
  const text = read(file);

  it('links to files that are there', () => {
    const missing = linksOf(text).filter((target) => !isThere(path.join(path.dirname(file), target)));
    expect(missing).toEqual([]);
  });

  it('links to headings that are there', () => {
    const textOf = (target: string): string => (target === '' ? text : read(path.join(path.dirname(file), target)));
    const missing = anchorsOf(text).filter(([target, anchor]) =>
      target.endsWith('.md') || target === '' ? !headingsOf(textOf(target)).includes(anchor) : false,
    );
    expect(missing).toEqual([]);
  });

  it('names paths that are there, or that it shows how to write', () => {
    const shown = stepsOf(text).flatMap((step) => (step.kind === 'ts' ? [step.file] : []));
    expect(pathsOf(text).filter((name) => !isThere(name) && !shown.includes(name))).toEqual([]);
  });

  it('names npm scripts and command-line verbs that exist', () => {
    const named = [...text.matchAll(/npm run (?:-s |--silent )?([a-z][a-z-]*)/g)].map(([, name = '']) => name);
    const verbs = [...text.matchAll(/npm run -s rapport -- ([a-z][a-z-]*)/g)].map(([, verb = '']) => verb);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    expect(verbs.filter((verb) => verb !== 'help' && !VERBS.some((v) => v.name.split(' ')[0] === verb))).toEqual([]);
  });
});

const { ROOMS } = createRequire(__filename)(path.join(ROOT, '.config/ladder.cjs')) as { ROOMS: string[] };

describe('the README', () => {
  it('draws each room of the ladder', () => {
    const drawn = /```text\n(7 [^`]*)```/.exec(read('README.md'))?.[1] ?? '';
    expect(ROOMS.filter((room) => !new RegExp(`(^|\\s)${room}(\\s|$)`).test(drawn))).toEqual([]);
  });

  it('shows output in every place that was kept for it', () => expect(read('README.md')).not.toMatch(/<!-- output:/));
});
