/** Everything a database needs before the first event: our tables, then BullMQ's where it lives in PostgreSQL. */
import {
  BuildRules1764000005000,
  EventLog1764000001000,
  Outbox1764000002000,
  RunsOfAShard1764000009000,
} from '#lib/eventlog';
import { ClinicRules1764000004000, StoppingProposals1764000007000 } from '#lib/clinic-settings';
import { IDENTITY_ENTITIES, Identity1764000000500 } from '#lib/identity';
import { Database, runMigrations } from '#lib/platform';
import { migrateQueues, type QueueBackend } from '#lib/queues';
import { AlertGrants1764000006000, CaseloadPlaces1764000008000, ReadModels1764000003000 } from '#lib/readmodels';

const MIGRATIONS = [
  Identity1764000000500,
  EventLog1764000001000,
  Outbox1764000002000,
  ReadModels1764000003000,
  ClinicRules1764000004000,
  BuildRules1764000005000,
  AlertGrants1764000006000,
  StoppingProposals1764000007000,
  CaseloadPlaces1764000008000,
  RunsOfAShard1764000009000,
];

export interface OpenOptions {
  readonly url: string;
  readonly poolSize: number;
  readonly name: string;
  readonly onError?: (error: Error) => void;
}

/** The database with all that this house knows about it. */
export const openDatabase = (options: OpenOptions): Promise<Database> =>
  Database.open({ ...options, entities: IDENTITY_ENTITIES, migrations: MIGRATIONS });

/** Applies what is missing; several starters may do this at once. Returns the names of what was applied. */
export async function migrateAll(url: string, backend: QueueBackend = { kind: 'postgres', url }): Promise<string[]> {
  const database = await openDatabase({ url, poolSize: 2, name: 'rapport-migrate' });
  try {
    const applied = await runMigrations(database);
    await migrateQueues(backend);
    return applied;
  } finally {
    await database.close();
  }
}
