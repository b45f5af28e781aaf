import { FolderTaken, HoldsDatabase, makeDataFolder, ownFolder, putBack } from '#lib/embedded';
import { countEvents } from '#lib/pipeline';
import { directUrlOf, type Database } from '#lib/platform';
import { copyDemo, copyIn, dumpIn, readSheet, type BackUp } from '../instance/back-up-folder.js';
import { findProgram, undump } from '../instance/dump.js';
import { dataDirOf, withDatabaseUrl } from '../instance/store.js';
import { CliFailure } from '../line/failure.js';
import { PROGRAM, type Host, type Run } from '../line/verb.js';
import { majorOf, withOpen } from './backup.js';
import type { restoreVerb } from './backup.verb.js';

export const runRestore: Run<typeof restoreVerb> = async ({ words, flags, out, host }) => {
  const folder = host.placeOf(words[0] ?? '');
  const sheet = readSheet(folder);
  const config = host.config();
  const databaseUrl = directUrlOf(config, config.DATABASE_URL);
  refuseOtherKind(sheet, databaseUrl);
  out.progress('restoring the database');
  const aside = databaseUrl ? await undumpInto(databaseUrl, folder, host) : await putInto(host, folder, flags.replace);
  const { n } = await withDatabaseUrl(host, async ({ url }) => ({ n: await withOpen(url, countEvents) }));
  out.show({ events: n, aside: aside ?? null }, () => `restored: ${n} events`);
  if (aside) out.say(`the database of before is in ${aside}`);
  const where = databaseUrl ? 'DATABASE_URL=<that database>' : `RAPPORT_DATA=${config.RAPPORT_DATA}`;
  out.say(`compare it with its hashes:  ${where} ${PROGRAM} verify`);
  return 0;
};

function refuseOtherKind({ kind }: BackUp, databaseUrl: string): void {
  if (kind === 'dump' && !databaseUrl)
    throw new CliFailure('this back-up was made with pg_dump', 'set DATABASE_URL to an empty database of your own');
  if (kind === 'files' && databaseUrl)
    throw new CliFailure(
      'this back-up is of an embedded database',
      'unset DATABASE_URL, and name a folder in RAPPORT_DATA',
    );
}

/** Where the database of before is now, if there was one. */
async function putInto(host: Host, folder: string, replace: boolean): Promise<string | undefined> {
  const { RAPPORT_DATA } = host.config();
  makeDataFolder(RAPPORT_DATA);
  const owned = await ownFolder(RAPPORT_DATA, 'rapport restore').catch((error: unknown) => {
    throw error instanceof FolderTaken ? new CliFailure(error.message, 'stop it first') : error;
  });
  try {
    const aside = await putBack(copyIn(folder), dataDirOf(RAPPORT_DATA), { replace });
    copyDemo(folder, RAPPORT_DATA);
    return aside;
  } catch (error) {
    if (!(error instanceof HoldsDatabase)) throw error;
    throw new CliFailure(error.message, 'give --replace to set it aside, or name another folder in RAPPORT_DATA');
  } finally {
    owned.release();
  }
}

async function undumpInto(url: string, folder: string, { programs }: Host): Promise<undefined> {
  const least = await withOpen(url, async (db) => {
    await refuseTables(db);
    return majorOf(db);
  });
  await undump(await findProgram('pg_restore', least, { path: programs }), url, dumpIn(folder));
}

async function refuseTables(db: Database): Promise<void> {
  const { rows } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  if ((rows[0]?.n ?? 0) > 0)
    throw new CliFailure('the database holds tables already', 'create an empty one, and name it in DATABASE_URL');
}
