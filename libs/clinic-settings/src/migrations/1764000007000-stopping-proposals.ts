import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was proposed for a clinic's model of stopping early, and which of it a person approved. */
export class StoppingProposals1764000007000 implements MigrationInterface {
  readonly name = 'StoppingProposals1764000007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE stopping_proposal (
        tenant int NOT NULL REFERENCES tenant, number int NOT NULL CHECK (number > 0), proposal jsonb NOT NULL,
        made_at timestamptz NOT NULL, approved_at timestamptz, approved_by text, revision int,
        PRIMARY KEY (tenant, number),
        CHECK ((approved_at IS NULL) = (approved_by IS NULL) AND (approved_at IS NULL) = (revision IS NULL))
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stopping_proposal');
  }
}
