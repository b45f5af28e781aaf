import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose episodes an event about a person concerns. */
export class EpisodePeople1764000011000 implements MigrationInterface {
  readonly name = 'EpisodePeople1764000011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE episode_person (
        build int NOT NULL, tenant int NOT NULL, stream text NOT NULL, person text NOT NULL,
        PRIMARY KEY (build, tenant, stream, person)
      );
      CREATE INDEX episode_person_of ON episode_person (build, tenant, person, stream);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE episode_person');
  }
}
