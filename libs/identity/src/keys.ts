/**
 * API keys: `rk_test_<id>_<secret>`. The id finds the row, the secret is 32 random bytes, so a fast hash of it is enough
 * to store. A key that was revoked stops within the life of the cache on every node.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { TenantId } from '#lib/kernel';
import { statement, type Clock, type Database, type Row } from '#lib/platform';
import { ApiKeyEntity, SigningSecretEntity, TenantEntity, type ApiKey, type Scope, type Tenant } from './entities.js';

/** Who is asking, as far as a key tells. */
export interface Principal {
  readonly tenant: TenantId;
  readonly tenantSlug: string;
  readonly test: boolean;
  readonly keyId: string;
  readonly scopes: ReadonlySet<Scope>;
  readonly source: string | undefined;
  readonly clinician: string | undefined;
  /** Live whsec_ secrets, newest first: two of them while one is being replaced. */
  readonly secrets: readonly string[];
}

const SHAPE = /^rk_(test|live)_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;
const CACHE_MS = 5_000;
const CACHE_SIZE = 10_000;
const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

interface Cached {
  readonly at: number;
  readonly principal: Principal;
  readonly hash: Buffer;
}

export class Keys {
  private readonly cache = new Map<string, Cached>();
  /** One look-up serves all who ask meanwhile: guesses at one key must not take the database from everybody else. */
  private readonly underWay = new Map<string, Promise<Cached | undefined>>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** The principal behind an API key, or undefined: malformed, unknown, revoked and expired all look the same. */
  async authenticate(key: string): Promise<Principal | undefined> {
    const [, , id, secret] = SHAPE.exec(key) ?? [];
    if (id === undefined || secret === undefined) return undefined;
    const found = this.fresh(id) ?? (await this.loadOnce(id));
    if (!found || !timingSafeEqual(found.hash, hashOf(secret))) return undefined;
    return found.principal;
  }

  private fresh(id: string): Cached | undefined {
    const cached = this.cache.get(id);
    return cached && this.clock.now() - cached.at < CACHE_MS ? cached : undefined;
  }

  private loadOnce(id: string): Promise<Cached | undefined> {
    const known = this.underWay.get(id);
    if (known) return known;
    const loading = this.load(id).finally(() => this.underWay.delete(id));
    this.underWay.set(id, loading);
    return loading;
  }

  private async load(id: string): Promise<Cached | undefined> {
    const manager = this.db.dataSource.manager;
    const key = await manager.findOneBy(ApiKeyEntity, { id });
    if (!key || !this.live(key)) return undefined;
    const [tenant, secrets] = await Promise.all([
      manager.findOneByOrFail(TenantEntity, { id: key.tenant }),
      manager.find(SigningSecretEntity, { where: { api_key: id }, order: { id: 'DESC' } }),
    ]);
    const live = secrets.filter((s) => s.revoked_at === null).map((s) => s.secret);
    const cached = { at: this.clock.now(), hash: key.hash, principal: principalOf(key, tenant, live) };
    if (this.cache.size >= CACHE_SIZE) this.cache.clear();
    this.cache.set(id, cached);
    return cached;
  }

  private live(key: ApiKey): boolean {
    if (key.revoked_at !== null) return false;
    return key.expires_at === null || key.expires_at.getTime() > this.clock.now();
  }
}

function principalOf(key: ApiKey, tenant: Tenant, secrets: readonly string[]): Principal {
  return {
    tenant: key.tenant as TenantId,
    tenantSlug: tenant.slug,
    test: tenant.test,
    keyId: key.id,
    scopes: new Set(key.scopes),
    source: key.source ?? undefined,
    clinician: key.clinician ?? undefined,
    secrets: secrets.slice(0, 2),
  };
}

export interface NewKey {
  readonly tenant: Tenant;
  readonly label: string;
  readonly scopes: readonly Scope[];
  readonly source?: string;
  readonly clinician?: string;
  readonly signingSecret?: string;
}

/** Makes a key and stores its hash. The text that is returned is shown once and is nowhere else. */
export async function createKey(
  db: Database,
  { tenant, label, scopes, source, clinician, signingSecret }: NewKey,
): Promise<string> {
  const id = randomBytes(6).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  await db.dataSource.manager.insert(ApiKeyEntity, {
    id,
    tenant: tenant.id,
    hash: hashOf(secret),
    scopes: [...scopes],
    source: source ?? null,
    clinician: clinician ?? null,
    label,
    expires_at: null,
    revoked_at: null,
  });
  if (signingSecret !== undefined) await addSigningSecret(db, id, signingSecret);
  return `rk_${tenant.test ? 'test' : 'live'}_${id}_${secret}`;
}

/** A second live secret: both verify until the old one is revoked. */
export async function addSigningSecret(db: Database, keyId: string, secret: string): Promise<void> {
  await db.dataSource.manager.insert(SigningSecretEntity, { api_key: keyId, secret, revoked_at: null });
}

export async function revokeSigningSecret(
  db: Database,
  keyId: string,
  { secret, now }: { secret: string; now: number },
): Promise<void> {
  await db.dataSource.manager.update(SigningSecretEntity, { api_key: keyId, secret }, { revoked_at: new Date(now) });
}

export async function revokeKey(db: Database, keyId: string, now: number): Promise<void> {
  await db.dataSource.manager.update(ApiKeyEntity, { id: keyId }, { revoked_at: new Date(now) });
}

export interface KeyEntry extends Row {
  readonly id: string;
  /** The tenant's slug. */
  readonly tenant: string;
  readonly label: string;
  readonly scopes: readonly Scope[];
  readonly source: string | null;
  readonly clinician: string | null;
  /** Live signing secrets. */
  readonly secrets: number;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** Keys of one tenant, or of all, oldest first: everything but what would let somebody in. */
export async function listKeys(db: Database, tenant?: number): Promise<KeyEntry[]> {
  const { rows } = await db.query<KeyEntry>(
    statement('list-keys')`
     SELECT k.id, t.slug AS tenant, k.label, k.scopes, k.source, k.clinician, k.created_at AS "createdAt",
            k.expires_at AS "expiresAt", k.revoked_at AS "revokedAt",
            (SELECT count(*)::int FROM signing_secret s WHERE s.api_key = k.id AND s.revoked_at IS NULL) AS secrets
     FROM api_key k JOIN tenant t ON t.id = k.tenant WHERE $1::int IS NULL OR k.tenant = $1 ORDER BY k.created_at, k.id`,
    [tenant ?? null],
  );
  return rows;
}
