import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Repairs and what each of them acts on, the log of operations, and the pauses of queues. */
export class ExpandRepairs1764000014520 implements MigrationInterface {
  readonly name = 'ExpandRepairs1764000014520';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE repair (
        id text PRIMARY KEY, tenant int NOT NULL, kind text NOT NULL, act text NOT NULL, filter jsonb NOT NULL,
        state text NOT NULL, planned_at timestamptz NOT NULL, started_at timestamptz, finished_at timestamptz,
        started_by text, reason text, key_id text, cancelled_by text,
        items int NOT NULL DEFAULT 0, expected int NOT NULL DEFAULT 0, grave int NOT NULL DEFAULT 0, more boolean NOT NULL DEFAULT false,
        oldest timestamptz, groups jsonb NOT NULL DEFAULT '[]',
        done int NOT NULL DEFAULT 0, changed int NOT NULL DEFAULT 0, failed int NOT NULL DEFAULT 0,
        held_by text, held_until timestamptz,
        CHECK (state IN ('planning', 'planned', 'running', 'done', 'cancelled'))
      ) WITH (fillfactor = 70);
      CREATE INDEX repair_tenant ON repair (tenant, planned_at);
      CREATE INDEX repair_running ON repair (started_at) WHERE state = 'running';
      CREATE TABLE repair_item (
        repair text NOT NULL REFERENCES repair ON DELETE CASCADE, nth int NOT NULL, ref text NOT NULL, mark text NOT NULL,
        outcome text, detail text, PRIMARY KEY (repair, nth), CHECK (outcome IN ('done', 'changed', 'failed'))
      ) WITH (fillfactor = 70);
      CREATE INDEX repair_item_open ON repair_item (repair, nth) WHERE outcome IS NULL;
      CREATE INDEX repair_item_odd ON repair_item (repair, nth) WHERE outcome IN ('changed', 'failed');
      CREATE TABLE operation (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant int, at timestamptz NOT NULL, act text NOT NULL,
        subject text NOT NULL, repair text, by text NOT NULL, key_id text NOT NULL, reason text NOT NULL
      );
      CREATE INDEX operation_tenant ON operation (tenant, id);
      CREATE TABLE queue_pause (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, queue text NOT NULL, by text NOT NULL, reason text NOT NULL,
        since timestamptz NOT NULL, until timestamptz NOT NULL, ended_at timestamptz, ended_by text
      );
      CREATE INDEX queue_pause_open ON queue_pause (queue) WHERE ended_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE queue_pause; DROP TABLE operation; DROP TABLE repair_item; DROP TABLE repair');
  }
}
