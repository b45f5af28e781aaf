import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A caseload row keeps a place; what stands there is said from the folded state. */
export class CaseloadPlaces1764000008000 implements MigrationInterface {
  readonly name = 'CaseloadPlaces1764000008000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE caseload DROP COLUMN summary, DROP COLUMN version');
  }

  /** The rows themselves come back with a rebuild. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE caseload ADD COLUMN version int NOT NULL DEFAULT 0, ADD COLUMN summary text NOT NULL DEFAULT '{}'`);
  }
}
