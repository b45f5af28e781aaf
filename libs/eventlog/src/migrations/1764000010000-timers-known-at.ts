import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which clock a due time is judged hangs on when its episode was heard of last. */
export class TimersKnownAt1764000010000 implements MigrationInterface {
  readonly name = 'TimersKnownAt1764000010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE due_timer ADD COLUMN known_at timestamptz NOT NULL DEFAULT 'epoch'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE due_timer DROP COLUMN known_at');
  }
}
