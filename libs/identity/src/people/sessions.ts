/**
 * Sessions of people: a random text in a cookie, of which the digest is a row. A session ends fifteen minutes after it was
 * last used and twelve hours after its beginning, and on every node within the life of the cache after it was ended.
 */
import { randomBytes } from 'node:crypto';
import { DAY, HOUR, MINUTE, SECOND } from '#lib/kernel';
import { statement, type Clock, type Database, type Queryable, type Row } from '#lib/platform';
import type { Principal } from '../keys.js';
import { principalOfSession, type SessionRow } from './person.js';
import { digestOf, isToken, newToken } from './tokens.js';

const IDLE_MS = 15 * MINUTE;
const ABSOLUTE_MS = 12 * HOUR;
/** Ended ones are kept for so long, to be asked about. */
const KEPT_MS = 30 * DAY;
const CACHE_MS = 5 * SECOND;
const CACHE_SIZE = 10_000;

/** One read that counts as a use: what nobody asks for goes idle. */
const USE = statement('use-session')`
  UPDATE session s SET seen_at = greatest(s.seen_at, $2) FROM person p JOIN tenant t ON t.id = p.tenant
  WHERE s.hash = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND s.seen_at > $3
    AND p.id = s.person AND p.state = 'active'
  RETURNING s.id, s.tenant, t.slug, t.test, s.person, p.role, p.clinician,
            round(extract(epoch FROM s.expires_at) * 1000)::float8 AS "expiresAt"`;
const IS_LIVE = statement('is-session-live')`
  SELECT 1 AS live FROM session s JOIN person p ON p.id = s.person
  WHERE s.id = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND s.seen_at > $3 AND p.state = 'active'`;
const OPEN = statement('open-session')`
  INSERT INTO session (id, tenant, person, hash, device, created_at, seen_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $6, $7)`;
const FORGET_OLD = statement('forget-old-sessions')`DELETE FROM session WHERE person = $1 AND expires_at < $2`;
const LIST = statement('list-sessions')`
  SELECT id, device, created_at AS "since", seen_at AS "lastUsed" FROM session
  WHERE person = $1 AND revoked_at IS NULL AND expires_at > $2 AND seen_at > $3 ORDER BY seen_at DESC, id`;
const END = statement('end-session')`
  UPDATE session SET revoked_at = $3 WHERE person = $1 AND id = $2 AND revoked_at IS NULL`;
const END_ALL = statement('end-sessions')`
  UPDATE session SET revoked_at = $2 WHERE person = $1 AND revoked_at IS NULL AND expires_at > $2 AND seen_at > $3`;

/** Where somebody is signed in. */
export interface OpenSession extends Row {
  readonly id: string;
  /** What the browser says of itself, in a few words. */
  readonly device: string;
  readonly since: Date;
  readonly lastUsed: Date;
}

interface Cached {
  readonly at: number;
  readonly principal?: Principal;
  readonly expiresAt?: number;
}

export class Sessions {
  private readonly cache = new Map<string, Cached>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Who sends this token; undefined where its session has ended. */
  async look(token: string): Promise<Principal | undefined> {
    if (!isToken(token)) return undefined;
    const hash = digestOf(token);
    const key = hash.toString('hex');
    const now = this.clock.now();
    const cached = this.cache.get(key);
    const found = cached && now - cached.at < CACHE_MS ? cached : await this.load(key, hash);
    return found.expiresAt !== undefined && found.expiresAt > now ? found.principal : undefined;
  }

  /** Whether a session still opens something. Asking does not use it, so that what stays open does not keep it alive. */
  async isLive(id: string): Promise<boolean> {
    const now = this.clock.now();
    const { rows } = await this.db.query(IS_LIVE, [id, new Date(now), new Date(now - IDLE_MS)]);
    return rows.length > 0;
  }

  private async load(key: string, hash: Buffer): Promise<Cached> {
    const now = this.clock.now();
    const asked = [hash, new Date(now), new Date(now - IDLE_MS)];
    const { rows } = await this.db.query<SessionRow & { expiresAt: number }>(USE, asked);
    const [row] = rows;
    const cached: Cached = row
      ? { at: now, principal: principalOfSession(row), expiresAt: row.expiresAt }
      : { at: now };
    if (this.cache.size >= CACHE_SIZE) this.cache.clear();
    this.cache.set(key, cached);
    return cached;
  }

  /** The token is nowhere else. */
  async open({ id, tenant }: { readonly id: string; readonly tenant: number }, device: string): Promise<string> {
    const now = this.clock.now();
    const token = newToken();
    const [begin, end] = [new Date(now), new Date(now + ABSOLUTE_MS)];
    await this.db.query(FORGET_OLD, [id, new Date(now - KEPT_MS)]);
    await this.db.query(OPEN, [randomBytes(6).toString('hex'), tenant, id, digestOf(token), device, begin, end]);
    return token;
  }

  /** Of one person, by their principal; the one used last comes first. */
  async list(who: Principal): Promise<readonly OpenSession[]> {
    const now = this.clock.now();
    const asked = [personOf(who), new Date(now), new Date(now - IDLE_MS)];
    return (await this.db.query<OpenSession>(LIST, asked)).rows;
  }

  /** One of this person's; another person's stays. This node refuses it at once. */
  async end(who: Principal, id: string): Promise<void> {
    await this.db.query(END, [personOf(who), id, new Date(this.clock.now())]);
    this.cache.clear();
  }

  async endAll(who: Principal): Promise<void> {
    await endSessionsOf(this.db, personOf(who), this.clock.now());
    this.cache.clear();
  }
}

const personOf = ({ keyId }: Principal): string => keyId.replace(/^person:/, '');

/** How many there were. */
export async function endSessionsOf(db: Queryable, person: string, now: number): Promise<number> {
  const { rowCount } = await db.query(END_ALL, [person, new Date(now), new Date(now - IDLE_MS)]);
  return rowCount ?? 0;
}
