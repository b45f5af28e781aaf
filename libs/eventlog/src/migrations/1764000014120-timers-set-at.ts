import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A due time may lie in the past when it is first known, of history that was brought in: then it has waited since then. */
export class TimersSetAt1764000014120 implements MigrationInterface {
  readonly name = 'TimersSetAt1764000014120';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE due_timer ADD COLUMN set_at timestamptz NOT NULL DEFAULT now()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE due_timer DROP COLUMN set_at');
  }
}
