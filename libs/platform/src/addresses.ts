/** Is an address one that can be used? Asked before anything starts, so that a wrong one is a fault of the configuration. */
import { isExactOrigin } from './safe-http/url.js';

const NO_HOST = 'no-host.invalid';

/** As the driver reads it: a host may be left out before the database, and stand among the parameters. */
function readDatabase(text: string): { readonly host: string; readonly isNamed: boolean } | undefined {
  const whole = text.replace('@/', `@${NO_HOST}/`);
  if (!URL.canParse(whole)) return undefined;
  const { hostname, pathname, searchParams, username, password } = new URL(whole);
  const [host, database, ...login] = [hostname, pathname.slice(1), username, password].map(decoded);
  if (host === undefined || database === undefined || login.includes(undefined)) return undefined;
  const found = searchParams.get('host') || (host === NO_HOST ? '' : host);
  return { host: found, isNamed: found + database !== '' };
}

/** A percent sign that was not written as %25 cannot be read back. */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** Where an address of PostgreSQL leads to: a host, the folder of a socket, or nothing, which is this machine. */
export const databaseHostOf = (text: string): string | undefined => readDatabase(text)?.host;

/** Names a host or a database: of nothing at all a driver makes whatever is on this machine. */
export const isDatabase = (text: string): boolean => readDatabase(text)?.isNamed === true;

export const isServer = (text: string): boolean => URL.canParse(text) && new URL(text).hostname !== '';

/** One Redis, or the nodes of a cluster. A socket has a path in the place of the host. */
export const isRedis = (text: string): boolean =>
  text.split(/\s*,\s*(?=rediss?:\/\/)/).every((one) => (/^rediss?:/.test(one) ? isServer(one) : URL.canParse(one)));

/** What a path is put behind: nothing that a path would get lost in. */
export function isBase(text: string): boolean {
  if (!isServer(text)) return false;
  const { username, password, search, hash } = new URL(text);
  return [username, password, search, hash].every((part) => part === '');
}

/** `https://hooks.example, http://10.0.0.7:8080`: a path would promise a limit that is none. */
export const areOrigins = (text: string): boolean => originsOf(text).every(isExactOrigin);

export const originsOf = (text: string): string[] =>
  text
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
