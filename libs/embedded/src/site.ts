/** Where a server lives: its account, its programs, its data folder, and the private folder of its socket. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { binariesFor, placeFor, serverAccount, tagOf, type Account } from './binaries.js';

export interface Site {
  readonly as: Account;
  readonly bin: (program: string) => string;
  readonly dataDir: string;
  readonly socketDir: string;
  readonly password: string;
}

export const PORT = 5432;
export const socketOf = ({ socketDir }: Site): string => path.join(socketDir, `.s.PGSQL.${PORT}`);
export const secretFile = (dataDir: string): string => path.join(dataDir, 'rapport.secret');

/** Where the server's account can reach it: usually the folder that was asked for. */
export const dataPlace = (wanted: string): string => placeFor(path.resolve(wanted), serverAccount());

/** Both files come last: a folder without them was never finished, and holds nothing. */
export const isFinished = (dataDir: string): boolean =>
  ['PG_VERSION', 'rapport.secret', 'global/pg_control'].every((file) => fs.existsSync(path.join(dataDir, file)));

/**
 * Parents are made open first: a recursive private mkdir would lock the server's account out of its own path. The socket
 * belongs to this database at this place: a database that is made anew, or copied, has another one.
 */
export function siteOf(wanted: string): Site {
  const as = serverAccount();
  const native = binariesFor(as);
  const dataDir = dataPlace(wanted);
  fs.mkdirSync(path.dirname(dataDir), { recursive: true, mode: 0o755 });
  const password = isFinished(dataDir)
    ? fs.readFileSync(secretFile(dataDir), 'utf8')
    : randomBytes(18).toString('base64url');
  const place = fs.realpathSync(path.dirname(dataDir));
  const tag = tagOf(`${place}/${path.basename(dataDir)} ${process.getuid?.() ?? ''} ${password}`);
  const socketDir = path.join(os.tmpdir(), `rapport-pg-${tag}`);
  return { as, dataDir, socketDir, password, bin: (program) => path.join(native, 'bin', program) };
}

/** The temp folder is everybody's, and tidied by others: the folder is looked at before each use, and made again. */
export function makeSocketDir({ socketDir, as }: Site): void {
  refuseStrangers(socketDir, as);
  makePrivate(socketDir, as);
}

/** What lies in the temp folder under our name must be a folder, and ours. */
function refuseStrangers(folder: string, { uid }: Account): void {
  const found = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (!found) return;
  const ours = [process.getuid?.(), uid].includes(found.uid);
  if (found.isDirectory() && (ours || process.platform === 'win32')) return;
  throw new Error(`${folder} belongs to somebody else: remove it, or choose another RAPPORT_DATA`);
}

export function makePrivate(folder: string, as: Account): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  giveTo(folder, as);
  fs.chmodSync(folder, 0o700);
}

export function giveTo(place: string, { uid, gid }: Account): void {
  if (uid !== undefined && gid !== undefined) fs.lchownSync(place, uid, gid);
}

/** A folder that was copied belongs to whoever copied it, and may be open to all; the server accepts neither. */
export function makeOwn(dataDir: string, as: Account): void {
  const owner = as.uid ?? process.getuid?.();
  fs.chmodSync(dataDir, 0o700);
  if (as.uid === undefined || fs.statSync(path.join(dataDir, 'PG_VERSION')).uid === owner) return giveTo(dataDir, as);
  giveTo(dataDir, as);
  for (const entry of fs.readdirSync(dataDir, { recursive: true }) as string[]) giveTo(path.join(dataDir, entry), as);
}
