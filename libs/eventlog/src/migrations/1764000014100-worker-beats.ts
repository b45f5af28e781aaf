import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which workers are there, of which version, and what time it is in the clinic for them; and which APIs. */
export class WorkerBeats1764000014100 implements MigrationInterface {
  readonly name = 'WorkerBeats1764000014100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE worker_beat (
        owner text PRIMARY KEY, started_at timestamptz NOT NULL, beat_at timestamptz NOT NULL, clinic_at timestamptz NOT NULL,
        kind text NOT NULL, version text NOT NULL, ended_at timestamptz
      ) WITH (fillfactor = 50);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE worker_beat');
  }
}
