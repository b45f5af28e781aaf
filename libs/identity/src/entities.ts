import { EntitySchema } from 'typeorm';

export interface Tenant {
  id: number;
  slug: string;
  /** A test space: its data is synthetic, and its keys say so. */
  test: boolean;
}
export interface ApiKey {
  id: string;
  tenant: number;
  hash: Buffer;
  scopes: Scope[];
  /** The only CloudEvents source this key may write for; null is any. */
  source: string | null;
  /** The clinician whose caseload this key may read; null is the whole clinic. */
  clinician: string | null;
  label: string;
  expires_at: Date | null;
  revoked_at: Date | null;
}
export interface SigningSecret {
  id: number;
  api_key: string;
  secret: string;
  created_at: Date;
  /** Of one that is being replaced: until then both verify. */
  valid_until: Date | null;
  revoked_at: Date | null;
}
export interface ChannelSetting {
  id: number;
  tenant: number;
  /** '*' holds for every clinician who has no setting of this kind. */
  clinician: string;
  kind: string;
  settings: Record<string, unknown>;
  least_tier: 'act-today' | 'talk-soon' | 'keep-an-eye';
  enabled: boolean;
  disabled_reason: string | null;
}

export const SCOPES = ['events:write', 'clinic:read', 'alerts:write', 'operate'] as const;
export type Scope = (typeof SCOPES)[number];

/** What an API key may be given, and `administer`: a clinic's rules, keys and channels, which no key opens. */
export type Permission = Scope | 'administer';

const generated = { type: 'int', primary: true, generated: 'increment' } as const;

export const TenantEntity = new EntitySchema<Tenant>({
  name: 'Tenant',
  tableName: 'tenant',
  columns: { id: generated, slug: { type: 'text' }, test: { type: 'boolean' } },
});
export const ApiKeyEntity = new EntitySchema<ApiKey>({
  name: 'ApiKey',
  tableName: 'api_key',
  columns: {
    id: { type: 'text', primary: true },
    tenant: { type: 'int' },
    hash: { type: 'bytea' },
    scopes: { type: 'text', array: true },
    source: { type: 'text', nullable: true },
    clinician: { type: 'text', nullable: true },
    label: { type: 'text' },
    expires_at: { type: 'timestamptz', nullable: true },
    revoked_at: { type: 'timestamptz', nullable: true },
  },
});
export const SigningSecretEntity = new EntitySchema<SigningSecret>({
  name: 'SigningSecret',
  tableName: 'signing_secret',
  columns: {
    id: generated,
    api_key: { type: 'text' },
    secret: { type: 'text' },
    created_at: { type: 'timestamptz', createDate: true },
    valid_until: { type: 'timestamptz', nullable: true },
    revoked_at: { type: 'timestamptz', nullable: true },
  },
});
export const ChannelSettingEntity = new EntitySchema<ChannelSetting>({
  name: 'ChannelSetting',
  tableName: 'channel_setting',
  columns: {
    id: generated,
    tenant: { type: 'int' },
    clinician: { type: 'text' },
    kind: { type: 'text' },
    settings: { type: 'jsonb' },
    least_tier: { type: 'text' },
    enabled: { type: 'boolean' },
    disabled_reason: { type: 'text', nullable: true },
  },
});
export const IDENTITY_ENTITIES = [TenantEntity, ApiKeyEntity, SigningSecretEntity, ChannelSettingEntity];
