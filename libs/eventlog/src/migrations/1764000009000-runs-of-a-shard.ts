import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Several processes may be at one shard, and each leaves its own trace should it die there. */
export class RunsOfAShard1764000009000 implements MigrationInterface {
  readonly name = 'RunsOfAShard1764000009000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE shard_run DROP CONSTRAINT shard_run_pkey, ADD PRIMARY KEY (shard, owner)');
  }

  /** Traces are hints of a moment: none of them has to outlive the way back. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM shard_run');
    await runner.query('ALTER TABLE shard_run DROP CONSTRAINT shard_run_pkey, ADD PRIMARY KEY (shard)');
  }
}
