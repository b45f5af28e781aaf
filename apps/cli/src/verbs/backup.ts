import fs from 'node:fs';
import { copyServer } from '#lib/embedded';
import { countEvents } from '#lib/pipeline';
import { Database, directUrlOf } from '#lib/platform';
import { copyDemo, copyIn, dumpIn, makeFolder, writeSheet } from '../instance/back-up-folder.js';
import { dump, findProgram } from '../instance/dump.js';
import { withDatabaseUrl, withEmbedded } from '../instance/store.js';
import { PROGRAM, type Host, type Run } from '../line/verb.js';
import type { backupVerb } from './backup.verb.js';

export const runBackup: Run<typeof backupVerb> = async ({ words, out, host }) => {
  const folder = host.placeOf(words[0] ?? '');
  makeFolder(folder);
  const config = host.config();
  const databaseUrl = directUrlOf(config, config.DATABASE_URL);
  const events = await eventsIn(host);
  out.progress('copying the database');
  if (databaseUrl) await dumpTo(folder, databaseUrl, host);
  else await copyTo(folder, host);
  const kind = databaseUrl ? 'dump' : 'files';
  writeSheet(folder, { kind, at: new Date(host.now()).toISOString(), events });
  out.show({ folder, kind, events }, () => `backed up to ${folder}: at least ${events} events`);
  const elsewhere = databaseUrl ? 'DATABASE_URL=<an empty database>' : 'RAPPORT_DATA=<another folder>';
  out.say(`try it:  ${elsewhere} ${PROGRAM} restore ${folder}`);
  return 0;
};

/** What the demo remembers is copied first: sending an event twice is harmless, and one never sent is not. */
async function copyTo(folder: string, host: Host): Promise<void> {
  copyDemo(host.config().RAPPORT_DATA, folder);
  await withEmbedded(host, (server) => copyServer(server, copyIn(folder)));
}

async function dumpTo(folder: string, url: string, { programs }: Host): Promise<void> {
  const least = await withOpen(url, majorOf);
  await dump(await findProgram('pg_dump', least, { path: programs }), url, dumpIn(folder));
  fs.chmodSync(dumpIn(folder), 0o600);
}

export async function withOpen<T>(url: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await Database.open({ url, poolSize: 1, name: 'rapport-cli' });
  return work(db).finally(() => db.close());
}

export async function majorOf(db: Database): Promise<number> {
  const { rows } = await db.query<{ n: number }>(`SELECT current_setting('server_version_num')::int / 10000 AS n`);
  return rows[0]?.n ?? 0;
}

const eventsIn = async (host: Host): Promise<number> =>
  (await withDatabaseUrl(host, async ({ url }) => ({ n: await withOpen(url, countEvents) }))).n;
