/**
 * A physical copy of a server that runs, and back: the packages bring no pg_dump. `pg_backup_start` makes the files worth
 * copying while they change, and a replication slot keeps the write-ahead log that makes them whole again.
 */
import fs from 'node:fs';
import fsp from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { copyTree } from './copy-tree.js';
import type { ServerInUse } from './local-postgres.js';
import { dataPlace, isFinished } from './site.js';

/** Of this run of the server, or made anew by the next one; the log is copied at the end. */
const LEFT_EMPTY = /^(?:pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)$/;
const LEFT_OUT =
  /(?:^|\/)(?:postmaster\.(?:pid|opts)|pg_internal\.init[^/]*|pgsql_tmp[^/]*|backup_label|tablespace_map)$/;
const leaves = (inside: string): boolean => LEFT_EMPTY.test(inside) || LEFT_OUT.test(inside);

interface Stopped {
  readonly labelfile: string;
  readonly spcmapfile: string;
}

/** Writes the copy to a folder that must not exist. */
export async function copyServer(server: ServerInUse, target: string): Promise<void> {
  const session = new pg.Client({ connectionString: server.url('postgres'), application_name: 'rapport-backup' });
  await session.connect();
  try {
    await session.query(
      `SELECT pg_create_physical_replication_slot('rapport_backup_' || pg_backend_pid(), true, true)`,
    );
    await session.query(`SELECT pg_backup_start('rapport', fast => true)`);
    await copyTree(server.dataDir, target, leaves);
    const { rows } = await session.query<Stopped>(
      'SELECT labelfile, spcmapfile FROM pg_backup_stop(wait_for_archive => false)',
    );
    const { labelfile, spcmapfile } = rows[0] as Stopped;
    await copyTree(path.join(server.dataDir, 'pg_wal'), path.join(target, 'pg_wal'), () => false);
    await fsp.writeFile(path.join(target, 'backup_label'), labelfile, { mode: 0o600 });
    if (spcmapfile.trim()) await fsp.writeFile(path.join(target, 'tablespace_map'), spcmapfile, { mode: 0o600 });
  } finally {
    await session.end();
  }
}

export class HoldsDatabase extends Error {}

/**
 * Puts a copy where the server will look for it. What is there is refused, or set aside; nothing is deleted. Answers
 * where the folder of before is now.
 */
export async function putBack(
  copy: string,
  wanted: string,
  { replace }: { replace: boolean },
): Promise<string | undefined> {
  const dataDir = dataPlace(wanted);
  const taken = fs.existsSync(dataDir) && fs.readdirSync(dataDir).length > 0;
  if (taken && !replace) throw new HoldsDatabase(`${dataDir} holds a database already`);
  if (!isFinished(copy)) throw new Error(`${copy} is no copy of a database`);
  await fsp.mkdir(path.dirname(dataDir), { recursive: true, mode: 0o755 });
  const fresh = `${dataDir}.new`;
  await fsp.rm(fresh, { recursive: true, force: true });
  await copyTree(copy, fresh, () => false);
  const aside = taken ? freeName(`${dataDir}.before-restore`) : undefined;
  if (aside) await fsp.rename(dataDir, aside);
  else await fsp.rm(dataDir, { recursive: true, force: true });
  await fsp.rename(fresh, dataDir);
  return aside;
}

function freeName(wanted: string): string {
  for (let n = 1; ; n++) if (!fs.existsSync(`${wanted}-${n}`)) return `${wanted}-${n}`;
}
