/** Pages and messages stay in plain, current English: a list of words to avoid, each with what to write instead. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { PROFILES, RULES } from '#lib/alliance';
import { AVOIDED, objections, prosePassages, spokenPassages } from './plain-english.js';

const ROOT = path.join(__dirname, '..', '..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

const filesIn = (folder: string, isWanted: (name: string) => boolean): string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(isWanted)
    .map((name) => path.posix.join(folder, name.replaceAll('\\', '/')));

const PAGES = [
  'README.md',
  'CHANGELOG.md',
  'docker/README.md',
  ...filesIn('.github', (name) => name.endsWith('.md')),
  ...filesIn('docs', (name) => name.endsWith('.md')),
  ...['apps', 'libs', 'test'].flatMap((folder) => filesIn(folder, (name) => /^[^/\\]+[/\\]README\.md$/.test(name))),
];

/** The words for clinicians are answers of the API, and have a lint of their own in two languages. */
const hasOwnLint = (name: string): boolean => /^presentation|\.(rule|profile)\.ts$/.test(name);
const CLINICAL = [
  ...RULES.flatMap(({ title, because }) => [title, because]),
  ...PROFILES.map(({ because }) => because),
];
const withoutClinical = (page: string): string =>
  CLINICAL.reduce((text, sentence) => text.replaceAll(sentence, ''), page);
const SOURCES = ['apps', 'libs'].flatMap((folder) =>
  filesIn(folder, (name) => name.endsWith('.ts') && !name.includes('.spec.') && !hasOwnLint(name)),
);

describe('plain English', () => {
  it.each(AVOIDED.map(({ example, words }) => [example, words] as const))('notices "%s"', (example, words) =>
    expect(example).toMatch(words),
  );

  it('passes over code and addresses in a page, and names the line of the rest', () => {
    const page = 'Fine `mend`.\n\n```sh\nmend it\n```\n\n[here](mend.md)\nMend it.\n';
    expect(objections('page.md', prosePassages(page))).toEqual(['page.md:8  "Mend": write correct, fix, repair']);
  });

  it('reads what a program says and not its comments', () => {
    const source = "// mend\nconst mend = 'mend';\nthrow new Error(`mend ${mend} and go on`);\n";
    const spoken = spokenPassages('file.ts', 'const hint = `mend it, ${what} too`;\n// whoever\n');
    expect(objections('file.ts', spoken)).toEqual(['file.ts:1  "mend": write correct, fix, repair']);
    expect(spokenPassages('file.ts', source).map(({ text }) => text)).toEqual([' and go on']);
  });

  it.each(PAGES)('is kept on %s', (file) =>
    expect(objections(file, prosePassages(withoutClinical(read(file))))).toEqual([]),
  );

  it('is kept in what the programs say', () =>
    expect(SOURCES.flatMap((file) => objections(file, spokenPassages(file, read(file))))).toEqual([]));
});
