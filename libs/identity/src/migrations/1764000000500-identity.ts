import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Identity1764000000500 implements MigrationInterface {
  readonly name = 'Identity1764000000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tenant (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, slug text NOT NULL UNIQUE, test boolean NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE api_key (
        id text PRIMARY KEY, tenant int NOT NULL REFERENCES tenant, hash bytea NOT NULL, scopes text[] NOT NULL,
        source text, clinician text, label text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(), expires_at timestamptz, revoked_at timestamptz
      );
      CREATE TABLE signing_secret (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, api_key text NOT NULL REFERENCES api_key, secret text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(), revoked_at timestamptz
      );
      CREATE INDEX signing_secret_key ON signing_secret (api_key);
      CREATE TABLE channel_setting (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant int NOT NULL REFERENCES tenant,
        clinician text NOT NULL, kind text NOT NULL, settings jsonb NOT NULL, least_tier text NOT NULL,
        enabled boolean NOT NULL DEFAULT true, disabled_reason text, created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (tenant, clinician, kind)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE channel_setting; DROP TABLE signing_secret; DROP TABLE api_key; DROP TABLE tenant');
  }
}
