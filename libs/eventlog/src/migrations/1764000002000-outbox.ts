import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is owed to people: one row per alert, recipient and channel, and the evidence of every attempt. */
export class Outbox1764000002000 implements MigrationInterface {
  readonly name = 'Outbox1764000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        tenant int NOT NULL, alert text NOT NULL, channel text NOT NULL, setting int NOT NULL, recipient text NOT NULL,
        idem_key text NOT NULL UNIQUE, state text NOT NULL, attempt smallint NOT NULL DEFAULT 0,
        next_at timestamptz NOT NULL, lease_until timestamptz, lease_owner text, trace text,
        created_at timestamptz NOT NULL, finished_at timestamptz, detail text,
        CHECK (state IN ('waiting', 'leased', 'accepted', 'dead', 'withdrawn'))
      ) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
      CREATE INDEX outbox_due ON outbox (next_at) WHERE state IN ('waiting', 'leased');
      CREATE INDEX outbox_alert ON outbox (tenant, alert);
      CREATE TABLE delivery_attempt (
        outbox bigint NOT NULL, attempt smallint NOT NULL, at timestamptz NOT NULL, ms int NOT NULL,
        outcome text NOT NULL, status int, detail text NOT NULL, PRIMARY KEY (outbox, attempt, at)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE delivery_attempt; DROP TABLE outbox');
  }
}
