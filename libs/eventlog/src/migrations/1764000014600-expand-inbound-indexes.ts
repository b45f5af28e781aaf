import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An event is found at the door whatever became of it, and refusals are counted by their time. For some hours these
 * indexes were made with the table, so that they may be there.
 */
export class ExpandInboundIndexes1764000014600 implements MigrationInterface {
  readonly name = 'ExpandInboundIndexes1764000014600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX IF EXISTS inbound_event;
      CREATE INDEX inbound_event ON inbound (tenant, external_id, id);
      CREATE INDEX IF NOT EXISTS inbound_refused ON inbound (tenant, at) WHERE verdict = 'refused';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX inbound_refused;
      DROP INDEX inbound_event;
      CREATE INDEX inbound_event ON inbound (tenant, external_id, id) WHERE verdict <> 'accepted';
    `);
  }
}
