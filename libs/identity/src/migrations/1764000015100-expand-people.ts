import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People who sign in. A login name is one person's in the whole installation, because the page that asks for it knows no
 * clinic yet. Failures are counted by a digest: what people type where a name is asked for may be their password.
 */
export class ExpandPeople1764000015100 implements MigrationInterface {
  readonly name = 'ExpandPeople1764000015100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE person (
        id text PRIMARY KEY, tenant int NOT NULL REFERENCES tenant, name text NOT NULL UNIQUE,
        role text NOT NULL CHECK (role IN ('clinician', 'lead', 'operator')), clinician text,
        state text NOT NULL CHECK (state IN ('invited', 'active', 'suspended')),
        password text, totp_secret text, totp_step bigint, recovery bytea[] NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL, CHECK ((role = 'clinician') = (clinician IS NOT NULL))
      );
      CREATE INDEX person_tenant ON person (tenant);
      CREATE TABLE invitation (
        hash bytea PRIMARY KEY, tenant int NOT NULL REFERENCES tenant, person text NOT NULL REFERENCES person,
        created_at timestamptz NOT NULL, expires_at timestamptz NOT NULL, used_at timestamptz
      );
      CREATE INDEX invitation_person ON invitation (person);
      CREATE TABLE session (
        id text PRIMARY KEY, tenant int NOT NULL REFERENCES tenant, person text NOT NULL REFERENCES person,
        hash bytea NOT NULL UNIQUE, device text NOT NULL, created_at timestamptz NOT NULL, seen_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL, revoked_at timestamptz
      ) WITH (fillfactor = 80);
      CREATE INDEX session_person ON session (person);
      CREATE TABLE sign_in_failure (bucket bytea PRIMARY KEY, failures float8 NOT NULL, at timestamptz NOT NULL);
      CREATE INDEX sign_in_failure_at ON sign_in_failure (at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sign_in_failure; DROP TABLE session; DROP TABLE invitation; DROP TABLE person');
  }
}
