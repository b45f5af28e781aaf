import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was told within a weekly number. Written once, in the transaction that raised the alert, and never taken back. */
export class AlertGrants1764000006000 implements MigrationInterface {
  readonly name = 'AlertGrants1764000006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE alert_grant (
        tenant int NOT NULL, alert text NOT NULL, clinician text NOT NULL, week int NOT NULL, ratio float8 NOT NULL,
        PRIMARY KEY (tenant, alert)
      );
      CREATE INDEX alert_grant_week ON alert_grant (tenant, clinician, week);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE alert_grant');
  }
}
