/** The reference pages say what the code says. `UPDATE_DOCS=1 npx jest -c .config/jest.unit.cjs test/docs` writes them anew. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ERROR_CODES, FAULT_CODES } from '#lib/platform';
import { clinicalPage } from './clinical-page.js';
import { configurationPage } from './configuration-page.js';
import { errorsPage } from './errors-page.js';
import { eventsPage } from './events-page.js';
import { strainPage } from './strain-page.js';

const ROOT = path.join(__dirname, '..', '..');
const PAGES = {
  'errors.md': errorsPage,
  'configuration.md': configurationPage,
  'events.md': eventsPage,
  'strain.md': strainPage,
  'clinical.md': clinicalPage,
} as const;

describe('docs/reference', () => {
  it.each(Object.entries(PAGES))('%s is what the code says', (name, write) => {
    const file = path.join(ROOT, 'docs', 'reference', name);
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, write());
    expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(write());
  });
});

/** TypeScript sources of a folder, specs left out. */
const sourcesIn = (folder: string): string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('.spec.'))
    .map((name) => readFileSync(path.join(ROOT, folder, name), 'utf8'));

describe('the codes of faults', () => {
  // of the heart only what judges events: an instrument's author hears other words than a sender
  const used = ['libs/kernel/src', 'libs/intake/src', 'libs/platform/src', 'libs/pipeline/src', 'apps/api/src']
    .flatMap(sourcesIn)
    .concat(readFileSync(path.join(ROOT, 'libs/alliance/src/examine.ts'), 'utf8'))
    .flatMap((source) => [...source.matchAll(/code: '([a-z]+(?:_[a-z]+)+)'/g)].map(([, code]) => code as string));

  it('are all in the closed list', () => {
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter((code) => !(code in FAULT_CODES))).toEqual([]);
  });

  it('and the codes of problems are all in theirs', () => {
    const thrown = sourcesIn('libs/pipeline/src')
      .concat(sourcesIn('apps/api/src'))
      .flatMap((source) => [...source.matchAll(/new RapportError\('([a-z_]+)'/g)].map(([, code]) => code as string));
    expect(thrown.length).toBeGreaterThan(10);
    expect(thrown.filter((code) => !(code in ERROR_CODES))).toEqual([]);
  });
});
