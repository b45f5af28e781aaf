import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Revisions are numbered from 1 in each tenant and never changed: a state says under which one it was folded. */
export class ClinicRules1764000004000 implements MigrationInterface {
  readonly name = 'ClinicRules1764000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE clinic_rules (
        tenant int NOT NULL REFERENCES tenant, revision int NOT NULL CHECK (revision > 0), choice jsonb NOT NULL,
        made_at timestamptz NOT NULL, made_by text NOT NULL, reason text NOT NULL,
        PRIMARY KEY (tenant, revision)
      );
      CREATE FUNCTION clinic_rules_stay() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'a revision of clinic rules is never changed'; END $$;
      CREATE TRIGGER clinic_rules_stay BEFORE UPDATE OR DELETE ON clinic_rules
        FOR EACH ROW EXECUTE FUNCTION clinic_rules_stay();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE clinic_rules; DROP FUNCTION clinic_rules_stay()');
  }
}
