import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Under which revision of a clinic's rules a build is folded; a clinic without a row is folded under the house's own. */
export class BuildRules1764000005000 implements MigrationInterface {
  readonly name = 'BuildRules1764000005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE build_rules (
        build int NOT NULL REFERENCES build, tenant int NOT NULL, revision int NOT NULL CHECK (revision > 0),
        PRIMARY KEY (build, tenant)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE build_rules');
  }
}
