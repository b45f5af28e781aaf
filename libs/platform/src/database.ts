/**
 * PostgreSQL: one pool per process, one unit of work. Hot paths borrow a client through `transact`; TypeORM's
 * DataSource owns the pool, the migrations and the plain tables.
 */
import pg from 'pg';
import { DataSource, type EntitySchema, type MigrationInterface, type MixedList } from 'typeorm';
import { SECOND } from '#lib/kernel';
import { isLost, isVictim } from './outage.js';
import { asPoolerFault } from './pooler.js';
import { Presence } from './presence.js';
import type { Statement } from './statement.js';

export type Row = Record<string, unknown>;
/** Anything SQL can be sent to: the pool for single statements, a client inside `transact`. */
export interface Queryable {
  query<R extends Row = Row>(
    asked: Statement | string,
    values?: readonly unknown[],
  ): Promise<{ rows: R[]; rowCount: number | null }>;
}
/**
 * How long one statement may take, and how much of that waiting for a lock, in ms. Where somebody waits for the answer
 * it is short: what stands in the way then costs that request a few seconds, and not every connection of the process.
 */
export interface Budget {
  readonly statementMs: number;
  readonly lockMs: number;
}
export const WORKING: Budget = { statementMs: 30 * SECOND, lockMs: 20 * SECOND };
export const ANSWERING: Budget = { statementMs: 5 * SECOND, lockMs: 3 * SECOND };
/** Of a process that does both: its work asks for more by itself. */
export const ANSWERING_AND_WORKING: Budget = { statementMs: 15 * SECOND, lockMs: 3 * SECOND };

export interface TransactOptions {
  /** Work in the background, for which nobody waits: it has the budget of a worker in any process. */
  readonly working?: true;
}
export interface DatabaseOptions {
  readonly url: string;
  /** Of PostgreSQL itself, where `url` is that of a pooler in transaction mode; the same where sessions are pooled whole. */
  readonly directUrl?: string | undefined;
  readonly poolSize: number;
  readonly name: string;
  readonly entities?: readonly EntitySchema[];
  readonly migrations?: MixedList<new () => MigrationInterface>;
  readonly onError?: (error: Error) => void;
  /** A worker's, unless told. */
  readonly budget?: Budget;
}

/** After the server's own budget, the client's: for a server that has gone without a word. */
const SILENCE_MS = SECOND;
const TRIES = 4;
const CONNECT_MS = 2 * SECOND;
const IDLE_MS = 10 * SECOND;

/** How the pool reaches the server; `as-told`: through a pooler of whole sessions, which is nothing to look after. */
type Way = 'plain' | 'pooled' | 'as-told';
const wayOf = ({ url, directUrl }: DatabaseOptions): Way => {
  if (!directUrl) return 'plain';
  return directUrl === url ? 'as-told' : 'pooled';
};

/** Belongs to a session, so that a pooler does not take it: there each transaction says it for itself. */
const sessionSettings = ({ statementMs, lockMs }: Budget): object => ({
  statement_timeout: statementMs,
  lock_timeout: lockMs,
  idle_in_transaction_session_timeout: IDLE_MS,
});

export class Database {
  private readonly report: (error: Error) => void;
  private readonly budget: Budget;
  private presence: Presence | undefined;

  private constructor(
    readonly dataSource: DataSource,
    private readonly pool: pg.Pool,
    private readonly options: DatabaseOptions,
    readonly way: Way,
  ) {
    this.report = options.onError ?? (() => undefined);
    this.budget = options.budget ?? WORKING;
  }

  static async open(options: DatabaseOptions): Promise<Database> {
    const report = options.onError ?? (() => undefined);
    const budget = options.budget ?? WORKING;
    const way = wayOf(options);
    const dataSource = new DataSource({
      type: 'postgres',
      url: options.url,
      entities: [...(options.entities ?? [])],
      migrations: options.migrations ?? [],
      synchronize: false,
      applicationName: options.name,
      poolErrorHandler: report,
      extra: {
        max: options.poolSize,
        ...(way !== 'pooled' && sessionSettings(budget)),
        query_timeout: budget.statementMs + SILENCE_MS,
        connectionTimeoutMillis: CONNECT_MS,
        keepAlive: true,
      },
    });
    await dataSource.initialize().catch((error: unknown) => Promise.reject(asPoolerFault(error) as Error));
    const pool = (dataSource.driver as unknown as { master: pg.Pool }).master;
    // a client that is checked out when its server process ends emits 'error'; unheard, that would end this process
    const heard = new WeakSet<object>();
    pool.on('acquire', (client) => {
      if (!heard.has(client)) client.on('error', report);
      heard.add(client);
    });
    const database = new Database(dataSource, pool, options, way);
    if (way === 'pooled') database.presence = new Presence(() => database.dedicated(options.name));
    return database;
  }

  /** Of the pool; other databases of the server are found by it too. */
  get url(): string {
    return this.options.url;
  }

  query<R extends Row = Row>(
    asked: Statement | string,
    values?: readonly unknown[],
  ): Promise<{ rows: R[]; rowCount: number | null }> {
    if (this.way === 'pooled') return untilNoVictim(() => this.once((tx) => tx.query<R>(asked, values), this.budget));
    return untilNoVictim(() => this.pool.query<R>(toPg(asked, values)));
  }

  /**
   * One unit of work: commits when `work` returns, rolls back when it throws. Nothing inside may ask the pool for a
   * second client, or a full pool waits for itself. The victim of a deadlock is rolled back by the server and tries
   * again, so that `work` may run more than once: what it changes besides the database it has to change each time anew.
   */
  transact<T>(work: (tx: Queryable) => Promise<T>, { working }: TransactOptions = {}): Promise<T> {
    const budget = working ? WORKING : this.budget;
    const isSaid = budget !== this.budget || this.way === 'pooled';
    return untilNoVictim(() => this.once(work, isSaid ? budget : undefined));
  }

  private async once<T>(work: (tx: Queryable) => Promise<T>, said: Budget | undefined): Promise<T> {
    const client = await this.pool.connect();
    const patience = said && { query_timeout: said.statementMs + SILENCE_MS };
    const toQuery = this.way === 'pooled' ? unprepared : toPg;
    let broken: Error | undefined;
    try {
      await client.query(said ? beginWithin(said) : 'BEGIN');
      const result = await work({ query: (asked, values) => client.query({ ...toQuery(asked, values), ...patience }) });
      await client.query('COMMIT');
      return result;
    } catch (error) {
      // a server that is silent would be silent about the rollback as well: closing the connection is one
      if (isLost(error)) broken = error as Error;
      else await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /**
   * A connection of its own to PostgreSQL itself: for notifications, and for locks that outlive a transaction. The caller
   * ends it.
   */
  dedicated(name: string, queryMs?: number): Promise<pg.Client> {
    const limits = queryMs && { query_timeout: queryMs, statement_timeout: queryMs };
    return this.connect(this.options.directUrl || this.options.url, { application_name: name, ...limits });
  }

  /** One that goes the way of the pool, and answers when that is busy. The caller ends it. */
  beside(name: string, queryMs: number): Promise<pg.Client> {
    const limits = { query_timeout: queryMs, ...(this.way !== 'pooled' && { statement_timeout: queryMs }) };
    return this.connect(this.options.url, { application_name: name, ...limits });
  }

  private async connect(connectionString: string, more: pg.ClientConfig): Promise<pg.Client> {
    const known = { connectionString, keepAlive: true, connectionTimeoutMillis: CONNECT_MS };
    const client = new pg.Client({ ...known, ...more });
    client.on('error', this.report);
    await client.connect();
    return client;
  }

  get connections(): { total: number; idle: number; waiting: number } {
    return { total: this.pool.totalCount, idle: this.pool.idleCount, waiting: this.pool.waitingCount };
  }

  async close(): Promise<void> {
    await this.presence?.close();
    await this.dataSource.destroy();
  }
}

interface PgQuery {
  readonly name?: string;
  readonly text: string;
  readonly values?: unknown[];
}

/**
 * A statement with a name is parsed and planned once in each connection: planning the append anew would cost as much as
 * running it. Behind a pooler of transactions the next statement may reach another session, so nothing is prepared there.
 * Plain text is for what is asked seldom, and is parsed each time.
 */
function toPg(asked: Statement | string, values: readonly unknown[] | undefined): PgQuery {
  const given = values && { values: values as unknown[] };
  return typeof asked === 'string' ? { text: asked, ...given } : { name: asked.preparedAs, text: asked.text, ...given };
}

const unprepared: typeof toPg = (asked, values) => toPg(typeof asked === 'string' ? asked : asked.text, values);

const beginWithin = (budget: Budget): string =>
  ['BEGIN', ...Object.entries(sessionSettings(budget)).map(([name, ms]) => `SET LOCAL ${name} = ${ms}`)].join('; ');

/** Two that wait for each other end with one of them rolled back; a second try finds the other one gone. */
async function untilNoVictim<T>(work: () => Promise<T>): Promise<T> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !isVictim(error)) throw error;
    }
  }
}
