import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What came to the door and what became of it. Written beside the log and never rebuilt; rows leave after a month. When a
 * source was heard of is kept by the hour.
 */
export class InboundLog1764000014200 implements MigrationInterface {
  readonly name = 'InboundLog1764000014200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE inbound (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant int, at timestamptz NOT NULL, key_id text,
        source text NOT NULL, external_id text NOT NULL, type text NOT NULL, verdict text NOT NULL, effect text NOT NULL,
        codes text[] NOT NULL, position bigint, events int NOT NULL, ms int NOT NULL
      );
      CREATE INDEX inbound_tenant ON inbound (tenant, id);
      CREATE INDEX inbound_verdict ON inbound (tenant, verdict, id) WHERE verdict <> 'accepted';
      CREATE INDEX inbound_event ON inbound (tenant, external_id, id) WHERE verdict <> 'accepted';
      CREATE TABLE source_hour (
        tenant int NOT NULL, source text NOT NULL, hour timestamptz NOT NULL, last_at timestamptz NOT NULL,
        PRIMARY KEY (tenant, source, hour)
      ) WITH (fillfactor = 50);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE source_hour; DROP TABLE inbound');
  }
}
