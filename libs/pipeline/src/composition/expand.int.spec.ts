/**
 * A migration called `Expand` promises the version before that it goes on beside it: nothing that is there goes or changes
 * its type, and a row that was valid is valid afterwards. Each is applied to the tables before it, and both are compared.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Database, Row } from '#lib/platform';
import { cloneDatabase } from '#lib/testkit';
import { MIGRATIONS, openDatabase } from './migrate.js';

interface Part extends Row {
  readonly name: string;
  readonly is: string;
}

/** A column by its type; one that came late, by whether a statement that does not know it can write a row. */
const COLUMNS = `
  SELECT table_name || '.' || column_name AS name,
         data_type || CASE WHEN is_nullable = 'YES' OR column_default IS NOT NULL OR is_identity = 'YES'
                           THEN ', may be left out' ELSE ', must be given' END AS is
  FROM information_schema.columns WHERE table_schema = 'public'`;
const RULES = `
  SELECT conrelid::regclass || '.' || conname AS name, pg_get_constraintdef(oid) AS is
  FROM pg_constraint WHERE contype <> 'n' AND connamespace = 'public'::regnamespace
  UNION ALL SELECT indrelid::regclass || '.' || indexrelid::regclass, pg_get_indexdef(indexrelid)
  FROM pg_index i WHERE indisunique AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
    AND indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
  UNION ALL SELECT tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal`;

const tableOf = (name: string): string => name.split('.')[0] ?? '';
const valuesIn = (check: string): string[] => check.match(/'[^']*'/g) ?? [];

/** A list of values that only grew refuses no row that was valid. */
const onlyGrew = (before: string, after: string): boolean =>
  after.startsWith('CHECK') &&
  valuesIn(before).every((value) => valuesIn(after).includes(value)) &&
  before.replace(/ARRAY\[.*\]/, '') === after.replace(/ARRAY\[.*\]/, '').replace(' NOT VALID', '');

/** What a version that knows `before` would stumble over. */
function stumblesOf(before: readonly Part[], after: readonly Part[]): string[] {
  const now = new Map(after.map(({ name, is }) => [name, is]));
  const was = new Map(before.map(({ name, is }) => [name, is]));
  const tables = new Set(before.map(({ name }) => tableOf(name)));
  const changed = before
    .filter(({ name, is }) => now.get(name) !== is && !onlyGrew(is, now.get(name) ?? ''))
    .map(({ name }) => `${name} is gone or not what it was`);
  const added = after
    .filter(({ name, is }) => tables.has(tableOf(name)) && !was.has(name) && !is.endsWith('may be left out'))
    .map(({ name }) => `${name} is asked of a version that does not know it`);
  return [...changed, ...added];
}

describe('migrations that only add', () => {
  let db: Database;
  let runner: QueryRunner;
  const stumbles: Record<string, readonly string[]> = {};

  const parts = async (): Promise<Part[]> =>
    (await Promise.all([COLUMNS, RULES].map((sql) => db.query<Part>(sql)))).flatMap(({ rows }) => rows);

  async function stumblesAfter(migration: MigrationInterface): Promise<string[]> {
    const before = await parts();
    await migration.up(runner);
    return stumblesOf(before, await parts());
  }

  beforeAll(async () => {
    db = await openDatabase({ url: await cloneDatabase(), poolSize: 2, name: 'expand' });
    await db.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    runner = db.dataSource.createQueryRunner();
    for (const Migration of MIGRATIONS) stumbles[Migration.name] = await stumblesAfter(new Migration());
  });
  afterAll(async () => {
    await runner.release();
    await db.close();
  });

  it.each(MIGRATIONS.map(({ name }) => name).filter((name) => name.startsWith('Expand')))(
    '%s leaves the version before everything that it reads and writes',
    (name) => expect(stumbles[name]).toEqual([]),
  );

  it.each([
    ['takes a column away', 'ALTER TABLE outbox DROP COLUMN ladder_from'],
    ['renames one', 'ALTER TABLE channel_setting RENAME COLUMN tenant TO clinic'],
    ['changes a type', 'ALTER TABLE discarded ALTER COLUMN ref TYPE varchar(99)'],
    ['asks for a column that must be given', 'ALTER TABLE discarded ADD COLUMN why text NOT NULL'],
    [
      'allows fewer values',
      `ALTER TABLE repair DROP CONSTRAINT repair_state_check, ADD CONSTRAINT repair_state_check CHECK (state IN ('planned', 'done'))`,
    ],
    ['asks that values be unique', 'CREATE UNIQUE INDEX once ON inbound (tenant, at)'],
    ['takes a table away', 'DROP TABLE queue_pause'],
  ])('would be found out where one %s', async (_what, sql) => {
    const up = async (): Promise<void> => void (await runner.query(sql));
    expect(await stumblesAfter({ up, down: up })).not.toEqual([]);
  });
});
