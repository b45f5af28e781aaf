/**
 * A new data folder. It is made beside its place and moved there when it is whole, so that a first start may be ended at
 * any moment: what is at the place is a database, or nothing.
 */
import fs from 'node:fs';
import path from 'node:path';
import { run } from './process.js';
import { giveTo, isFinished, makePrivate, secretFile, type Site } from './site.js';

export const MAJOR = '18';
const LOCALE = ['-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'];

/** True when it was made now. */
export async function initialiseOnce(site: Site, ephemeral: boolean): Promise<boolean> {
  const { dataDir } = site;
  if (isFinished(dataDir)) {
    refuseOtherMajor(dataDir);
    return false;
  }
  setAsideUnfinished(dataDir);
  const fresh = `${dataDir}.new`;
  fs.rmSync(fresh, { recursive: true, force: true });
  makePrivate(fresh, site.as);
  await makeCluster(site, fresh, ephemeral ? ['--no-sync', '--no-data-checksums'] : []);
  fs.renameSync(fresh, dataDir);
  return true;
}

async function makeCluster({ as, bin, socketDir, password }: Site, folder: string, quick: string[]): Promise<void> {
  const passwordFile = path.join(socketDir, `.password-${process.pid}`);
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(passwordFile, as);
  try {
    const who = ['-U', 'rapport', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
    await run(bin('initdb'), ['-D', folder, ...who, ...LOCALE, ...quick], { as, cwd: socketDir });
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
  fs.writeFileSync(secretFile(folder), password, { mode: 0o600 });
  giveTo(secretFile(folder), as);
}

function refuseOtherMajor(dataDir: string): void {
  const found = fs.readFileSync(path.join(dataDir, 'PG_VERSION'), 'utf8').trim();
  if (found === MAJOR) return;
  throw new Error(
    `${dataDir} was written by PostgreSQL ${found}, this is ${MAJOR}: move the folder away, or set DATABASE_URL`,
  );
}

/** Left by a version that made the folder at its place, and was ended meanwhile. Nothing is deleted that we did not make. */
function setAsideUnfinished(dataDir: string): void {
  if (!fs.existsSync(dataDir)) return;
  if (fs.readdirSync(dataDir).length === 0) return fs.rmdirSync(dataDir);
  for (let n = 1; ; n++) {
    const aside = `${dataDir}.unfinished-${n}`;
    if (!fs.existsSync(aside)) return fs.renameSync(dataDir, aside);
  }
}
