import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What failed can be sent again and let be. `ladder_from` is the number of tries before the ladder that is climbed now;
 * `discarded` names what a person decided to leave, and the repair in which that was. The wider check holds for every
 * row that is there, so none is read for it. Events are found by their trace: by its id in a column of its own, and those
 * of versions without that column by the text that they carry; an event of today is in the first index only.
 */
export class ExpandFailedWork1764000014500 implements MigrationInterface {
  readonly name = 'ExpandFailedWork1764000014500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outbox ADD COLUMN ladder_from smallint NOT NULL DEFAULT 0;
      ALTER TABLE outbox DROP CONSTRAINT outbox_state_check, ADD CONSTRAINT outbox_state_check
        CHECK (state IN ('waiting', 'leased', 'accepted', 'dead', 'withdrawn', 'discarded')) NOT VALID;
      CREATE INDEX outbox_failed ON outbox (tenant, id) WHERE state IN ('dead', 'discarded');
      CREATE TABLE discarded (
        tenant int NOT NULL, kind text NOT NULL, ref text NOT NULL, repair text NOT NULL, at timestamptz NOT NULL,
        PRIMARY KEY (tenant, kind, ref)
      );
      ALTER TABLE event ADD COLUMN trace_id text;
      CREATE INDEX event_trace_id ON event (tenant, trace_id) WHERE trace_id IS NOT NULL;
      CREATE INDEX event_trace_text ON event (tenant, split_part(trace, '-', 2)) WHERE trace IS NOT NULL AND trace_id IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX event_trace_text;
      ALTER TABLE event DROP COLUMN trace_id;
      DROP TABLE discarded;
      DROP INDEX outbox_failed;
      UPDATE outbox SET state = 'dead' WHERE state = 'discarded';
      ALTER TABLE outbox DROP CONSTRAINT outbox_state_check, ADD CONSTRAINT outbox_state_check
        CHECK (state IN ('waiting', 'leased', 'accepted', 'dead', 'withdrawn'));
      ALTER TABLE outbox DROP COLUMN ladder_from;
    `);
  }
}
