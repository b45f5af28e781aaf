/** The reference pages say what the code says. `UPDATE_DOCS=1 npx jest -c .config/jest.unit.cjs test/docs` writes them again. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ERROR_CODES, FAULT_CODES } from '#lib/platform';
import { judgedVersions } from '../../apps/cli/src/benchmark/figures.js';
import { figuresPicture } from '../../apps/cli/src/benchmark/figures-picture.js';
import { benchmarkVerb } from '../../apps/cli/src/verbs/benchmark.js';
import { benchmarkPage, recorded } from './benchmark-page.js';
import { clinicalPage } from './clinical-page.js';
import { configurationPage } from './configuration-page.js';
import { errorsPage } from './errors-page.js';
import { eventsPage } from './events-page.js';
import { modelCardPage } from './model-card-page.js';
import { strainPage } from './strain-page.js';

const ROOT = path.join(__dirname, '..', '..');
const PAGES = {
  'reference/errors.md': errorsPage,
  'reference/configuration.md': configurationPage,
  'reference/events.md': eventsPage,
  'reference/strain.md': strainPage,
  'reference/clinical.md': clinicalPage,
  'explanation/benchmark.md': () => benchmarkPage(),
  'explanation/model-card.md': () => modelCardPage(),
} as const;

describe('pages that the program writes', () => {
  it.each(Object.entries(PAGES))('%s is what the code says', (name, write) => {
    const file = path.join(ROOT, 'docs', name);
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, write());
    expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(write());
  });
});

describe('the recorded benchmark', () => {
  const figures = recorded();

  it('was made with the rules and the model that are here, by the command as it stands', () => {
    expect(figures.versions).toEqual(judgedVersions());
    expect([figures.clients, figures.months]).toEqual([
      benchmarkVerb.flags.clients.fallback,
      benchmarkVerb.flags.months.fallback,
    ]);
    expect(figures.clinics).toHaveLength(4);
  });

  it('is the one that is drawn', () =>
    expect(readFileSync(path.join(ROOT, 'docs/explanation/benchmark.svg'), 'utf8')).toBe(figuresPicture(figures)));
});

/** TypeScript sources of a folder, specs left out. */
const sourcesIn = (folder: string): string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('.spec.'))
    .map((name) => readFileSync(path.join(ROOT, folder, name), 'utf8'));

describe('the codes of faults', () => {
  const used = ['libs/kernel/src', 'libs/intake/src', 'libs/platform/src', 'libs/pipeline/src', 'apps/api/src']
    .flatMap(sourcesIn)
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
