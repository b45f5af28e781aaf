/** What a back-up is on disk: a copy or a dump, what the demo knows of itself, and last of all the sheet that says so. */
import fs from 'node:fs';
import path from 'node:path';
import { CliFailure, misuse } from '../line/failure.js';

const SHEET = 'rapport-backup.json';
const FORMAT = 1;

export interface BackUp {
  readonly format: number;
  /** `files`: the embedded database, as its server keeps it. `dump`: any other, as pg_dump writes it. */
  readonly kind: 'files' | 'dump';
  readonly at: string;
  readonly events: number;
}

export const copyIn = (folder: string): string => path.join(folder, 'postgres');
export const dumpIn = (folder: string): string => path.join(folder, 'rapport.dump');

/** Of the data folder: what the demo has to remember, so that it goes on with the clinic that the database knows. */
const OF_THE_DEMO = ['credentials.json', 'clinic.json', 'first-event.json', 'first-event-at'];

export function copyDemo(from: string, to: string): void {
  for (const file of OF_THE_DEMO) {
    const source = path.join(from, file);
    if (!fs.existsSync(source)) continue;
    fs.copyFileSync(source, path.join(to, file));
    fs.chmodSync(path.join(to, file), 0o600);
  }
}

export function makeFolder(folder: string): void {
  if (fs.existsSync(folder) && fs.readdirSync(folder).length > 0)
    throw misuse(`${folder} is not empty`, 'name a folder that does not exist yet');
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** Written when everything else is there: a back-up without it was not finished. */
export const writeSheet = (folder: string, sheet: Omit<BackUp, 'format'>): void =>
  fs.writeFileSync(path.join(folder, SHEET), JSON.stringify({ format: FORMAT, ...sheet }, undefined, 2), {
    mode: 0o600,
  });

export function readSheet(folder: string): BackUp {
  let sheet: BackUp;
  try {
    sheet = JSON.parse(fs.readFileSync(path.join(folder, SHEET), 'utf8')) as BackUp;
  } catch {
    throw misuse(`${folder} is no back-up, or one that was not finished`, `it must hold ${SHEET}`);
  }
  if (sheet.format === FORMAT) return sheet;
  throw new CliFailure(
    `the back-up has format ${sheet.format}, this version reads ${FORMAT}`,
    'use the version that made it',
  );
}
