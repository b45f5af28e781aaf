/** The reference pages say what the code says. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ERROR_CODES, FAULT_CODES } from '#lib/platform';
import { benchmarkVerb } from '../../apps/cli/src/verbs/benchmark.verb.js';
import { benchmarkPage, recorded } from './benchmark-page.js';
import { ROOT } from './house-root.js';
import { PAGES, written } from './pages.js';

describe('pages that the program writes', () => {
  it.each(Object.entries(PAGES))('%s is what the code says: npm run docs writes it again', (name, write) =>
    expect(written(name)).toBe(write()),
  );
});

describe('the recorded benchmark', () => {
  const figures = recorded();

  it('was made by the command as it stands', () => {
    expect([figures.clients, figures.months]).toEqual([
      benchmarkVerb.flags.clients.fallback,
      benchmarkVerb.flags.months.fallback,
    ]);
    expect(figures.clinics).toHaveLength(4);
  });

  it('has a figure or a dash in every place, also where it is older than the figure', () => {
    expect(benchmarkPage(figures, figures.versions)).not.toMatch(/undefined|NaN|null|Infinity/);
  });

  it('gives the measured reasons for each target on strain that is missed, and the harder kinds beside it', () => {
    const { together } = figures;
    const missed = {
      unreadable: 20,
      standing: 5,
      ownMark: 1,
      fullMarks: 6,
      firstForm: 4,
      withinError: 3,
    };
    const strain = {
      ...together.strain,
      strains: 200,
      found: 161,
      recall: 0.805,
      missed,
      otherwiseTold: 0.04,
    };
    const point = {
      perWeek: 0.05,
      foundUnreadable: 3,
      echoes: 0,
      daysToPrompt: 0.3,
      recallOfReadable: 0.9,
      precision: 0.6,
    };
    const at = {
      ...point,
      recall: 0.805,
      standing: 0.02,
      falsePerClinicianWeek: 0.1,
      falsePerHundredHours: 2,
    };
    const seen = {
      ...together,
      strain,
      frontier: [at],
      unasked: { strain, frontier: [{ ...at, recall: 0.6 }] },
    };
    const page = benchmarkPage({ ...figures, together: seen }, figures.versions, [
      { ...figures, kind: 'sparse', together: seen },
    ]);
    expect(page).toContain('### Strain in a clinic of the kind `sparse`');
    expect(page).not.toContain('**Recall of 0.80 at 0.12');
    expect(page).toMatch(/\*\*Recall of 0\.83 at 0\.5 false prompts\.\*\* It is 0\.81/);
    expect(page).toMatch(/\*\*Recall of 0\.70 at 0\.2 .*\*\* It is 0\.60 .*\(3\.0 % of all strains\)/);
    const low = { ...seen, strain: { ...strain, recall: 0.7 } };
    expect(benchmarkPage({ ...figures, together: low }, figures.versions)).toMatch(/while it lasted \| 10\.0 % \|/);
    expect(page).not.toMatch(/undefined|NaN|null|Infinity/);
  });

  it('says so where it is older than the rules', () => {
    const older = {
      ...figures,
      versions: {
        ...figures.versions,
        rules: { ...figures.versions.rules, level: 1 },
      },
    };
    expect(benchmarkPage(figures, figures.versions)).not.toContain('older');
    expect(benchmarkPage(older, figures.versions)).toContain(
      `They were recorded with \`level\` 1; the current versions are \`level\` ${figures.versions.rules['level']}.`,
    );
  });
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
