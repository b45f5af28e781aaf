import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who looked at what: one chain per clinic, and its end. No foreign key: the record stays when its clinic goes. Entries
 * are found by what they are about in the very text that the chain holds, so that the index cannot say anything else.
 */
export class ExpandAudit1764000015000 implements MigrationInterface {
  readonly name = 'ExpandAudit1764000015000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_head (tenant int PRIMARY KEY, seq bigint NOT NULL, hash bytea NOT NULL) WITH (fillfactor = 50);
      CREATE TABLE audit (
        tenant int NOT NULL, seq bigint NOT NULL, entry text NOT NULL, hash bytea NOT NULL, PRIMARY KEY (tenant, seq)
      );
      CREATE INDEX audit_subjects ON audit USING gin ((entry::jsonb -> 'subjects')) WITH (gin_pending_list_limit = 512);
      CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END
      $body$;
      CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
        FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();
      CREATE TRIGGER audit_head_stays BEFORE DELETE OR TRUNCATE ON audit_head
        FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit; DROP TABLE audit_head; DROP FUNCTION audit_stays()');
  }
}
