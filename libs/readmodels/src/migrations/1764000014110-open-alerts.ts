import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Alerts that nobody has looked at yet are few, and are asked for every few seconds. */
export class OpenAlerts1764000014110 implements MigrationInterface {
  readonly name = 'OpenAlerts1764000014110';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX alert_open ON alert (tenant, created_at) WHERE status = 'open' AND superseded_at IS NULL AND NOT historical;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX alert_open');
  }
}
