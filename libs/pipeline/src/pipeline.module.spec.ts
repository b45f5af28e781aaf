/** Every use case is on a bus, and every handler is on the list that puts it there. */
import fs from 'node:fs';
import path from 'node:path';
import * as handlers from './handlers.js';

interface UseCaseFile {
  /** As an import says it. */
  readonly from: string;
  readonly text: string;
}

const FILES: readonly UseCaseFile[] = fs
  .readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .map((file) => ({
    from: `./${file.replaceAll(path.sep, '/').replace(/\.ts$/, '.js')}`,
    text: fs.readFileSync(path.join(__dirname, file), 'utf8'),
  }));

/** What a file declares, by the name that the pattern catches. */
const declared = (pattern: RegExp): { readonly name: string; readonly from: string }[] =>
  FILES.flatMap(({ from, text }) => [...text.matchAll(pattern)].map(([, name = '']) => ({ name, from })));

const HANDLER = /@(?:Command|Query)Handler\(\w+\)\s+export class (\w+)/g;
const ANSWERED = /@(?:Command|Query)Handler\((\w+)\)/g;
const ASKED = /^export class (\w+) extends (?:Command|Query|Look|Glance|Act)</gm;

describe('the use cases', () => {
  it('are all in handlers.ts; to add one, write the line that is missing', () => {
    const missing = declared(HANDLER)
      .filter(({ name }) => !(name in handlers))
      .map(({ name, from }) => `export { ${name} } from '${from}';`);
    expect(missing).toEqual([]);
    expect(Object.keys(handlers).length).toBeGreaterThan(30);
  });

  it('have each a handler; to add one, write the class that is missing', () => {
    const answered = new Set(declared(ANSWERED).map(({ name }) => name));
    const missing = declared(ASKED)
      .filter(({ name }) => !answered.has(name))
      .map(({ name, from }) => `${from}: @CommandHandler(${name}) export class ${name}Handler`);
    expect(missing).toEqual([]);
  });
});
