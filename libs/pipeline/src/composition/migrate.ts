/** Everything a database needs before the first event: our tables, then BullMQ's where it lives in PostgreSQL. */
import { MIGRATIONS as OF_CLINIC_SETTINGS } from '#lib/clinic-settings';
import { countAppended, MIGRATIONS as OF_EVENTLOG } from '#lib/eventlog';
import { IDENTITY_ENTITIES, MIGRATIONS as OF_IDENTITY } from '#lib/identity';
import { Database, refuseWrongWay, runMigrations } from '#lib/platform';
import { migrateQueues, type QueueBackend } from '#lib/queues';
import { MIGRATIONS as OF_READMODELS } from '#lib/readmodels';
import { MIGRATIONS as OF_REPAIRS } from '#lib/repairs';

/** A class is called after its file's timestamp, which is the order over all rooms. */
const timestampOf = ({ name }: { readonly name: string }): number => Number(/\d+$/.exec(name)?.[0]);

/** What each room needs for its own tables. */
export const MIGRATIONS = [
  ...OF_IDENTITY,
  ...OF_EVENTLOG,
  ...OF_CLINIC_SETTINGS,
  ...OF_READMODELS,
  ...OF_REPAIRS,
].toSorted((a, b) => timestampOf(a) - timestampOf(b));

type OpenOptions = Omit<Parameters<typeof Database.open>[0], 'entities' | 'migrations'>;

/** The database with all that this house knows about it. A pooler that nobody named is refused. */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const db = await Database.open({ ...options, entities: IDENTITY_ENTITIES, migrations: MIGRATIONS });
  try {
    await refuseWrongWay(db);
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** How many events the log ever took, for whoever copies a whole database; says nothing about any clinic. */
export const countEvents = (db: Database): Promise<number> => countAppended(db);

/** Applies what is missing, on PostgreSQL itself; several starters may do this at once. Returns the names of what was applied. */
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
