import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What came and does not count, episode by episode. */
export class SetAside1764000013100 implements MigrationInterface {
  readonly name = 'SetAside1764000013100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE set_aside (
        build int NOT NULL, tenant int NOT NULL, stream text NOT NULL, part text NOT NULL,
        reason text NOT NULL, event text NOT NULL, instrument text, version text, events int NOT NULL,
        PRIMARY KEY (build, tenant, stream, part)
      );
      CREATE INDEX set_aside_reason ON set_aside (build, tenant, reason, stream, part);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE set_aside');
  }
}
