/** The files that the program writes about itself: paths from the root of the house, and what has to stand there. */
import fs from 'node:fs';
import path from 'node:path';
import { figuresPicture } from '../../apps/cli/src/benchmark/figures-picture.js';
import { answersFile } from './answer-schemas.js';
import { referencePage } from '../../apps/cli/src/line/help.js';
import { VERBS } from '../../apps/cli/src/verbs/roster.js';
import { benchmarkPage, recorded } from './benchmark-page.js';
import { clinicalPage } from './clinical-page.js';
import { clinicChoicePage } from './clinic-choice-page.js';
import { configurationPage } from './configuration-page.js';
import { errorsPage } from './errors-page.js';
import { eventsPage } from './events-page.js';
import { ROOT } from './house-root.js';
import { modelCardPage } from './model-card-page.js';
import { rupturePage } from './strain-page.js';

export const PAGES: Readonly<Record<string, () => string>> = {
  'docs/reference/cli.md': () => referencePage(VERBS),
  'docs/reference/errors.md': errorsPage,
  'docs/reference/configuration.md': configurationPage,
  'docs/reference/events.md': eventsPage,
  'docs/reference/strain.md': rupturePage,
  'docs/reference/clinical.md': clinicalPage,
  'docs/reference/clinic-choice.md': clinicChoicePage,
  'docs/explanation/benchmark.md': () => benchmarkPage(),
  'docs/explanation/benchmark.svg': () => figuresPicture(recorded()),
  'docs/explanation/model-card.md': () => modelCardPage(),
  'apps/api/src/openapi/answers.generated.json': answersFile,
};

/** What stands in the file now; nothing where there is no file. */
export const written = (name: string): string =>
  fs.existsSync(path.join(ROOT, name)) ? fs.readFileSync(path.join(ROOT, name), 'utf8') : '';

export interface StalePage {
  readonly name: string;
  readonly text: string;
}

/** Those that say something else than the program does. */
export const stalePages = (): StalePage[] =>
  Object.entries(PAGES)
    .map(([name, write]) => ({ name, text: write() }))
    .filter(({ name, text }) => written(name) !== text);
