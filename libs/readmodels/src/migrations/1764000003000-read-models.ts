import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ReadModels1764000003000 implements MigrationInterface {
  readonly name = 'ReadModels1764000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE caseload (
        build int NOT NULL, tenant int NOT NULL, stream text NOT NULL, version int NOT NULL,
        client text NOT NULL, clinician text NOT NULL, status text NOT NULL, need smallint NOT NULL,
        next_at timestamptz NOT NULL, summary text NOT NULL, PRIMARY KEY (build, tenant, stream)
      ) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
      CREATE INDEX caseload_in_order ON caseload (build, tenant, need, next_at, stream);
      CREATE INDEX caseload_of_clinician ON caseload (build, tenant, clinician, need, next_at, stream);
      CREATE TABLE alert (
        id text PRIMARY KEY, tenant int NOT NULL, stream text NOT NULL, key text NOT NULL,
        client text NOT NULL, clinician text NOT NULL, rule text NOT NULL, tier text NOT NULL, status text NOT NULL,
        historical boolean NOT NULL, raised_at timestamptz NOT NULL, created_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL, superseded_at timestamptz, alert text NOT NULL, trigger_position bigint NOT NULL,
        UNIQUE (tenant, stream, key)
      ) WITH (fillfactor = 70);
      CREATE INDEX alert_inbox ON alert (tenant, created_at DESC, id DESC);
      CREATE INDEX alert_of_clinician ON alert (tenant, clinician, created_at DESC, id DESC);
      CREATE INDEX alert_trigger ON alert (tenant, trigger_position);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE alert; DROP TABLE caseload');
  }
}
