/** What an operator sees of keys: everything but what would let somebody in. */
import { statement, type Database, type Row } from '#lib/platform';
import type { Scope } from './entities.js';

/** Of a signing secret, in RFC 3339. */
export interface SecretEntry {
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  /** Set on one that is being replaced. */
  readonly validUntil: string | null;
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
  /** Each of them, the newest first. */
  readonly signing: readonly SecretEntry[];
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

const IS_LIVE = `s.revoked_at IS NULL AND (s.valid_until IS NULL OR s.valid_until > now())`;

/** Keys of one tenant, or of all, oldest first. Uses signing_secret_key. */
export async function listKeys(db: Database, tenant?: number): Promise<KeyEntry[]> {
  const { rows } = await db.query<KeyEntry>(
    statement('list-keys')`
     SELECT k.id, t.slug AS tenant, k.label, k.scopes, k.source, k.clinician, k.created_at AS "createdAt",
            k.last_used_at AS "lastUsedAt", k.expires_at AS "expiresAt", k.revoked_at AS "revokedAt",
            jsonb_array_length(l.signing) AS secrets, l.signing
     FROM api_key k JOIN tenant t ON t.id = k.tenant,
     LATERAL (
       SELECT coalesce(jsonb_agg(jsonb_build_object('createdAt', s.created_at, 'lastUsedAt', s.last_used_at,
                'validUntil', s.valid_until) ORDER BY s.id DESC), '[]') AS signing
       FROM signing_secret s WHERE s.api_key = k.id AND ${IS_LIVE}
     ) l
     WHERE $1::int IS NULL OR k.tenant = $1 ORDER BY k.created_at, k.id`,
    [tenant ?? null],
  );
  return rows;
}
