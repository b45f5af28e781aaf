import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which event a `webhook-id` stands for, while its signature can be shown again. */
export class SignedRequests1764000012700 implements MigrationInterface {
  readonly name = 'SignedRequests1764000012700';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE signed_request (
        tenant int NOT NULL, key_id text NOT NULL, webhook_id text NOT NULL,
        digest bytea NOT NULL, received_at timestamptz NOT NULL,
        PRIMARY KEY (tenant, key_id, webhook_id)
      ) WITH (autovacuum_vacuum_scale_factor = 0.02);
      CREATE INDEX signed_request_received ON signed_request (received_at);
    `);
  }

  /** A matter of minutes: nothing of it has to outlive the way back. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE signed_request');
  }
}
