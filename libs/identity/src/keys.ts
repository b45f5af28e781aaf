/**
 * API keys: `rk_test_<id>_<secret>`. The id finds the row, the secret is 32 random bytes, so a fast hash of it is enough
 * to store. A key that was revoked stops within the life of the cache on every node.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { TenantId } from '#lib/kernel';
import type { Clock, Database } from '#lib/platform';
import {
  ApiKeyEntity,
  SigningSecretEntity,
  TenantEntity,
  type ApiKey,
  type Permission,
  type Scope,
  type SigningSecret,
  type Tenant,
} from './entities.js';
import { addSigningSecret, liveOf } from './signing-secrets.js';

/** Who is asking, as far as a key or a session tells; or the operator of the installation. */
export interface Principal {
  readonly tenant: TenantId;
  readonly tenantSlug: string;
  readonly test: boolean;
  /** Id of the key; `person:<id>` of a person who signed in. */
  readonly keyId: string;
  /** Id of the session, of a person who signed in. */
  readonly session?: string;
  readonly scopes: ReadonlySet<Permission>;
  readonly source: string | undefined;
  readonly clinician: string | undefined;
  /** Live whsec_ secrets, newest first: two of them while one is being replaced. */
  readonly secrets: readonly string[];
}

const SHAPE = /^rk_(test|live)_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;
const CACHE_MS = 5_000;
const CACHE_SIZE = 10_000;
const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Why a key opens nothing. When it stopped is known of those that once did. */
export interface KeyRefusal {
  readonly refused: 'malformed' | 'unknown' | 'wrong' | 'revoked' | 'expired';
  /** Of a key that was the right one: whose it was. */
  readonly was?: Principal;
  /** Milliseconds since 1970. */
  readonly since?: number;
}

interface Known {
  readonly at: number;
  readonly principal: Principal;
  readonly hash: Buffer;
  readonly secrets: readonly SigningSecret[];
  readonly revokedAt: number | undefined;
  readonly expiresAt: number | undefined;
}
/** That nobody knows an id is remembered like a key: guesses must not take the database from everybody else. */
type Cached = Known | { readonly at: number; readonly principal?: undefined };

const isKnown = (cached: Cached): cached is Known => cached.principal !== undefined;

export class Keys {
  private readonly cache = new Map<string, Cached>();
  /** One look-up serves all who ask meanwhile. */
  private readonly underWay = new Map<string, Promise<Cached>>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** The principal behind an API key, or undefined. */
  async authenticate(key: string): Promise<Principal | undefined> {
    const found = await this.look(key);
    return 'refused' in found ? undefined : found;
  }

  /** The principal, or why there is none: for operations. Who has the wrong secret learns nothing about the right one. */
  async look(key: string): Promise<Principal | KeyRefusal> {
    const [, , id, secret] = SHAPE.exec(key) ?? [];
    if (id === undefined || secret === undefined) return { refused: 'malformed' };
    const found = await this.find(id);
    if (!isKnown(found)) return { refused: 'unknown' };
    if (!timingSafeEqual(found.hash, hashOf(secret))) return { refused: 'wrong' };
    return this.ended(found) ?? this.asOfNow(found);
  }

  /** Whether a key that opened something still would: asked again and again by what stays open. */
  async isLive(id: string): Promise<boolean> {
    const found = await this.find(id);
    return isKnown(found) && this.ended(found) === undefined;
  }

  private ended({ principal, revokedAt, expiresAt }: Known): KeyRefusal | undefined {
    if (revokedAt !== undefined) return { refused: 'revoked', was: principal, since: revokedAt };
    if (expiresAt === undefined || expiresAt > this.clock.now()) return undefined;
    return { refused: 'expired', was: principal, since: expiresAt };
  }

  /** A secret that is replaced ends at its time, and not when somebody looks it up again. */
  private asOfNow({ principal, secrets }: Known): Principal {
    const now = this.clock.now();
    return { ...principal, secrets: liveOf(secrets, now) };
  }

  private find(id: string): Promise<Cached> | Cached {
    const cached = this.cache.get(id);
    return cached && this.clock.now() - cached.at < CACHE_MS ? cached : this.loadOnce(id);
  }

  private loadOnce(id: string): Promise<Cached> {
    const known = this.underWay.get(id);
    if (known) return known;
    const loading = this.load(id).finally(() => this.underWay.delete(id));
    this.underWay.set(id, loading);
    return loading;
  }

  private async load(id: string): Promise<Cached> {
    const manager = this.db.dataSource.manager;
    const key = await manager.findOneBy(ApiKeyEntity, { id });
    const cached = key ? await this.known(key) : { at: this.clock.now() };
    if (this.cache.size >= CACHE_SIZE) this.cache.clear();
    this.cache.set(id, cached);
    return cached;
  }

  private async known(key: ApiKey): Promise<Known> {
    const manager = this.db.dataSource.manager;
    const [tenant, secrets] = await Promise.all([
      manager.findOneByOrFail(TenantEntity, { id: key.tenant }),
      manager.find(SigningSecretEntity, { where: { api_key: key.id }, order: { id: 'DESC' } }),
    ]);
    return {
      at: this.clock.now(),
      hash: key.hash,
      secrets,
      principal: principalOf(key, tenant),
      revokedAt: key.revoked_at?.getTime(),
      expiresAt: key.expires_at?.getTime(),
    };
  }
}

function principalOf(key: ApiKey, tenant: Tenant): Principal {
  return {
    tenant: key.tenant as TenantId,
    tenantSlug: tenant.slug,
    test: tenant.test,
    keyId: key.id,
    scopes: new Set(key.scopes),
    source: key.source ?? undefined,
    clinician: key.clinician ?? undefined,
    secrets: [],
  };
}

export interface NewKey {
  readonly tenant: Tenant;
  readonly label: string;
  readonly scopes: readonly Scope[];
  readonly source?: string | undefined;
  readonly clinician?: string | undefined;
  readonly signingSecret?: string | undefined;
  /** Milliseconds since 1970. */
  readonly expiresAt?: number | undefined;
}

/** Makes a key and stores its hash. The text that is returned is shown once and is nowhere else. */
export async function createKey(
  db: Database,
  { tenant, label, scopes, source, clinician, signingSecret, expiresAt }: NewKey,
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
    expires_at: expiresAt === undefined ? null : new Date(expiresAt),
    revoked_at: null,
  });
  if (signingSecret !== undefined) await addSigningSecret(db, id, signingSecret);
  return `rk_${tenant.test ? 'test' : 'live'}_${id}_${secret}`;
}

export async function revokeKey(db: Database, keyId: string, now: number): Promise<void> {
  await db.dataSource.manager.update(ApiKeyEntity, { id: keyId }, { revoked_at: new Date(now) });
}
