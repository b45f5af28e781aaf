import { readdirSync } from 'node:fs';
import path from 'node:path';
import { isReadModel, READ_MODELS, type AnyReadModel } from './read-models.js';

/** Read models by the line that puts them on the roster. */
async function inFile(file: string): Promise<[line: string, model: AnyReadModel][]> {
  const exported = (await import(path.join(__dirname, file))) as Record<string, unknown>;
  const line = (name: string): string =>
    `add to libs/readmodels/src/roster.ts: export { ${name} } from './${file.replace(/\.ts$/, '.js')}';`;
  return Object.entries(exported).flatMap(([name, value]) => (isReadModel(value) ? [[line(name), value]] : []));
}

const missing = (found: readonly (readonly [string, AnyReadModel])[], roster: readonly AnyReadModel[]): string[] =>
  found.filter(([, model]) => !roster.includes(model)).map(([line]) => line);

const views = readdirSync(__dirname).filter((file) => file.endsWith('.view.ts'));

it('has the read model of every view file', async () => {
  const found = (await Promise.all(views.map(inFile))).flat();
  expect(found.length).toBeGreaterThan(0);
  expect(missing(found, READ_MODELS)).toEqual([]);
});

it('says which line to add for one that is missing', async () => {
  expect(missing(await inFile('caseload.view.ts'), [])).toEqual([
    "add to libs/readmodels/src/roster.ts: export { caseload } from './caseload.view.js';",
  ]);
});

it('has no two read models of one code', () => {
  expect(new Set(READ_MODELS.map(({ code }) => code)).size).toBe(READ_MODELS.length);
});
