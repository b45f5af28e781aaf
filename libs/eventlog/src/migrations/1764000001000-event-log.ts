import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The log and the debts that follow from it. Counters and marks are updated in place all the time: a low fillfactor
 * keeps those updates inside their page.
 */
export class EventLog1764000001000 implements MigrationInterface {
  readonly name = 'EventLog1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE event_key (
        tenant int NOT NULL, source text NOT NULL, external_id text NOT NULL,
        payload_hash bytea NOT NULL, position bigint NOT NULL,
        PRIMARY KEY (tenant, source, external_id)
      );
      CREATE TABLE stream (
        tenant int NOT NULL, stream text NOT NULL, head int NOT NULL, opened boolean NOT NULL DEFAULT false,
        PRIMARY KEY (tenant, stream)
      ) WITH (fillfactor = 70);
      CREATE TABLE tenant_counter (tenant int PRIMARY KEY, position bigint NOT NULL) WITH (fillfactor = 50);
      CREATE TABLE event (
        tenant int NOT NULL, position bigint NOT NULL, stream text NOT NULL, version int NOT NULL,
        type text NOT NULL, source text NOT NULL, external_id text NOT NULL,
        occurred_at timestamptz NOT NULL, occurred_offset smallint NOT NULL,
        recorded_at timestamptz, received_at timestamptz NOT NULL,
        sequence text NOT NULL, flags smallint NOT NULL, trace text,
        codec smallint NOT NULL, key_id int, payload bytea NOT NULL,
        PRIMARY KEY (tenant, position), UNIQUE (tenant, stream, version)
      );
      CREATE TABLE dirty_episode (
        tenant int NOT NULL, stream text NOT NULL, shard smallint NOT NULL, head int NOT NULL,
        marked_at timestamptz NOT NULL, PRIMARY KEY (tenant, stream)
      ) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);
      CREATE INDEX dirty_episode_shard ON dirty_episode (shard, marked_at);
      CREATE TABLE build (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state text NOT NULL, rules text NOT NULL,
        created_at timestamptz NOT NULL, activated_at timestamptz,
        CHECK (state IN ('building', 'active', 'retired', 'cancelled'))
      );
      CREATE UNIQUE INDEX build_one_active ON build (state) WHERE state = 'active';
      INSERT INTO build (state, rules, created_at, activated_at) VALUES ('active', '', now(), now());
      CREATE TABLE checkpoint (
        build int NOT NULL, tenant int NOT NULL, stream text NOT NULL,
        version int NOT NULL, previous int NOT NULL, state text NOT NULL, followed_at timestamptz NOT NULL,
        attempts smallint NOT NULL DEFAULT 0, quarantined_at timestamptz, reason text,
        PRIMARY KEY (build, tenant, stream)
      ) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
      CREATE INDEX checkpoint_quarantined ON checkpoint (build, quarantined_at) WHERE quarantined_at IS NOT NULL;
      CREATE TABLE shard_run (shard smallint PRIMARY KEY, owner text NOT NULL, since timestamptz NOT NULL);
      CREATE TABLE due_timer (
        tenant int NOT NULL, stream text NOT NULL, due_at timestamptz NOT NULL, reason text NOT NULL,
        PRIMARY KEY (tenant, stream)
      ) WITH (fillfactor = 70);
      CREATE INDEX due_timer_due ON due_timer (due_at);
    `);
    await runner.query(`
      CREATE FUNCTION event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the event log is append-only'; END $$;
      CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event
        FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
    `);
  }

  async down(): Promise<void> {
    throw new Error('the event log is the only truth and is never dropped by a migration');
  }
}
