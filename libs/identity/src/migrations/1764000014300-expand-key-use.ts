import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a key and a signing secret were last used, and until when a secret that is being replaced still verifies. */
export class ExpandKeyUse1764000014300 implements MigrationInterface {
  readonly name = 'ExpandKeyUse1764000014300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE api_key ADD last_used_at timestamptz;
      ALTER TABLE signing_secret ADD last_used_at timestamptz, ADD valid_until timestamptz;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE signing_secret DROP valid_until, DROP last_used_at;
      ALTER TABLE api_key DROP last_used_at;
    `);
  }
}
