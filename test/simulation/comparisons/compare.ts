/**
 * Asks both stores the same on the same random rows, and says in what they differ: the answer, or what a table holds
 * afterwards. PostgreSQL is asked inside a transaction that is rolled back.
 */
import { isDeepStrictEqual } from 'node:util';
import { activeBuild } from '#lib/eventlog';
import type { Database, Queryable, Row, Statement } from '#lib/platform';
import { Chance } from '../chance.js';
import type { Mutant } from '../mutants.js';
import { CHOICE, REVISION } from '../rules.js';
import { statementOf, type Answer } from '../statements.js';
import { ServerError, Store, type Transaction } from '../store.js';
import type { OutboxCells, TableName } from '../tables.js';
import { anyRows, KEY_OF, LIVING, TABLES, TENANTS, type Rows } from './any-rows.js';
import type { Ask, Comparison } from './comparison.js';
import { fill, readTables } from './postgres-tables.js';

/** Connect to PostgreSQL under this name: to it, such a process lives. */
export const CONNECTED_AS = `statements#${LIVING.split('#')[1]}`;

interface Outcome {
  readonly answer: unknown;
  readonly tables: Rows;
}

/** Undefined where they agree. */
export async function differenceBetween(
  db: Database,
  one: Comparison,
  { seed, mutant }: { readonly seed: number; readonly mutant?: Mutant },
): Promise<string | undefined> {
  const chance = new Chance(seed);
  const rows = anyRows(chance);
  const ask = one.draw(chance, rows);
  const [real, simulated] = [await askPostgres(db, rows, ask), await askSimulation(new Store(mutant), rows, ask)];
  const settle = (outcome: Outcome): Outcome => withoutNewIds(outcome, rows);
  return differenceOf(settle(real), settle(simulated), one.inOrder ?? false);
}

// --- the simulated store ------------------------------------------------------------------------------------------------

async function askSimulation(store: Store, rows: Rows, ask: Ask): Promise<Outcome> {
  store.lives = (process) => process === LIVING;
  const filling = store.begin('rows');
  for (const table of TABLES) for (const row of rows[table]) put(filling, table, row as never);
  store.commit(filling);
  const tx = store.begin('question');
  const answer = await outcomeOf(() => ask(simulatedQueries(tx)));
  if (answer instanceof Refused) store.rollback(tx);
  else store.commit(tx);
  const tables = TABLES.map((table) => [table, inOrderOfKeys(table, [...store.rows(table).values()])]);
  return { answer, tables: Object.fromEntries(tables) as unknown as Rows };
}

function put<T extends TableName>(tx: Transaction, table: T, row: Rows[T][number]): void {
  const key = KEY_OF[table](row as never);
  tx.store.lock(tx, `${table} ${key}`);
  tx.put(table, key, row as never);
}

const inOrderOfKeys = (table: TableName, rows: readonly object[]): object[] =>
  rows.toSorted((a, b) => (KEY_OF[table](a as never) < KEY_OF[table](b as never) ? -1 : 1));

/** Nobody else is there: each lock is free. */
function simulatedQueries(tx: Transaction): Queryable {
  const query = async (asked: Statement | string, values: readonly unknown[] = []): Promise<Answer> => {
    const known = typeof asked === 'string' ? { text: asked } : { name: asked.preparedAs, text: asked.text };
    const steps = statementOf(known).meaning(tx, values as never);
    for (;;) {
      const { done, value } = steps.next();
      if (done && typeof value === 'number') return { rows: [], rowCount: value };
      if (done) return { rows: value as readonly unknown[], rowCount: (value as readonly unknown[]).length };
      tx.store.lock(tx, value as string);
    }
  };
  return { query } as unknown as Queryable;
}

// --- PostgreSQL -----------------------------------------------------------------------------------------------------------

class Enough extends Error {
  constructor(readonly outcome: Outcome) {
    super('rolled back');
  }
}

async function askPostgres(db: Database, rows: Rows, ask: Ask): Promise<Outcome> {
  try {
    return await db.transact(async (tx) => {
      await furnish(tx, rows);
      await tx.query('SAVEPOINT filled');
      const answer = await outcomeOf(() => ask(tx));
      if (answer instanceof Refused) await tx.query('ROLLBACK TO SAVEPOINT filled');
      throw new Enough({ answer, tables: await readTables(tx) });
    });
  } catch (error) {
    if (error instanceof Enough) return error.outcome;
    throw error;
  }
}

/** What the simulated clinic has without a table: its tenants, and one revision of its rules. */
async function furnish(tx: Queryable, rows: Rows): Promise<void> {
  await tx.query('DELETE FROM build');
  for (const id of TENANTS)
    await tx.query('INSERT INTO tenant (id, slug, test) OVERRIDING SYSTEM VALUE VALUES ($1, $2, true)', [
      id,
      `clinic-${id}`,
    ]);
  await fill(tx, rows);
  await tx.query(
    `INSERT INTO clinic_rules (tenant, revision, choice, made_at, made_by, reason)
     VALUES (1, $1, $2, to_timestamp(0), 'lead-1', 'the beginning')`,
    [REVISION, JSON.stringify(CHOICE)],
  );
  await tx.query('INSERT INTO build_rules VALUES ($1, 1, $2)', [await activeBuild(tx), REVISION]);
}

// --- comparing ------------------------------------------------------------------------------------------------------------

/** The store refused, and says why by a code. */
class Refused {
  constructor(readonly code: string) {}
}

async function outcomeOf(ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    const { code } = error as { code?: string };
    if (error instanceof ServerError || code !== undefined) return new Refused(code ?? '');
    return `threw ${(error as Error).name}: ${(error as Error).message}`;
  }
}

/** Each store numbers new deliveries by itself; both call them by their keys here. */
function withoutNewIds({ answer, tables }: Outcome, rows: Rows): Outcome {
  const old = new Set(rows.outbox.map(({ id }) => id));
  const keys = new Map(tables.outbox.flatMap(({ id, key }) => (old.has(id) ? [] : [[id, key] as const])));
  const outbox = tables.outbox.map((row): OutboxCells => ({ ...row, id: keys.get(row.id) ?? row.id }));
  const named = Array.isArray(answer) ? answer.map((id: unknown) => keys.get(id as string) ?? id) : answer;
  return { answer: named, tables: { ...tables, outbox: inOrderOfKeys('outbox', outbox) as OutboxCells[] } };
}

function differenceOf(real: Outcome, simulated: Outcome, inOrder: boolean): string | undefined {
  const wanted = settled(real.answer, inOrder);
  const got = settled(likeness(simulated.answer, real.answer), inOrder);
  if (!isDeepStrictEqual(got, wanted)) return tell('the answer', wanted, got);
  const table = TABLES.find((name) => !isDeepStrictEqual(plain(simulated.tables[name]), plain(real.tables[name])));
  return table && tell(`the table ${table}`, real.tables[table], simulated.tables[table]);
}

const tell = (what: string, real: unknown, simulated: unknown): string =>
  `${what} differs\n  PostgreSQL: ${JSON.stringify(plain(real))}\n  simulated:  ${JSON.stringify(plain(simulated))}`;

/** A simulated row may hold more than was asked for. */
function likeness(simulated: unknown, real: unknown): unknown {
  if (Array.isArray(simulated) && Array.isArray(real))
    return simulated.map((value, i) => likeness(value, real[i] ?? real[0]));
  if (!isRow(simulated) || !isRow(real)) return simulated;
  return Object.fromEntries(Object.keys(real).map((key) => [key, likeness(simulated[key], real[key])]));
}

const isRow = (value: unknown): value is Row => Object.prototype.toString.call(value) === '[object Object]';

function settled(answer: unknown, inOrder: boolean): unknown {
  const whole = plain(answer);
  if (inOrder || !Array.isArray(whole)) return whole;
  return whole.map((row) => JSON.stringify(row)).sort();
}

/** Whole milliseconds, and nothing but data: a time that went through float8 may be a thousandth off. */
function plain(value: unknown): unknown {
  if (typeof value === 'number') return Math.round(value * 1_000) / 1_000;
  if (Buffer.isBuffer(value)) return value.toString('hex');
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, plain(one)]));
  if (Array.isArray(value)) return value.map(plain);
  if (!isRow(value)) return value;
  const known = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(known.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, plain(one)]));
}
