/**
 * PostgreSQL: one pool per process, one unit of work. Hot paths borrow a client through `transact`; TypeORM's
 * DataSource owns the pool, the migrations and the plain tables.
 */
import pg from 'pg';
import { DataSource, type EntitySchema, type MigrationInterface, type MixedList } from 'typeorm';
import { SECOND } from '#lib/kernel';
import type { Statement } from './statement.js';

export type Row = Record<string, unknown>;
/** Anything SQL can be sent to: the pool for single statements, a client inside `transact`. */
export interface Queryable {
  query<R extends Row = Row>(
    asked: Statement | string,
    values?: readonly unknown[],
  ): Promise<{ rows: R[]; rowCount: number | null }>;
}
export interface DatabaseOptions {
  readonly url: string;
  readonly poolSize: number;
  readonly name: string;
  readonly entities?: readonly EntitySchema[];
  readonly migrations?: MixedList<new () => MigrationInterface>;
  readonly onError?: (error: Error) => void;
}

export class Database {
  private constructor(
    readonly dataSource: DataSource,
    private readonly pool: pg.Pool,
    readonly url: string,
    private readonly report: (error: Error) => void,
  ) {}

  static async open(options: DatabaseOptions): Promise<Database> {
    const report = options.onError ?? (() => undefined);
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
        statement_timeout: 30 * SECOND,
        query_timeout: 35 * SECOND, // for a server that has gone without a word
        idle_in_transaction_session_timeout: 10 * SECOND,
        connectionTimeoutMillis: 2 * SECOND,
        keepAlive: true,
      },
    });
    await dataSource.initialize();
    const pool = (dataSource.driver as unknown as { master: pg.Pool }).master;
    // a client that is checked out when its server process ends emits 'error'; unheard, that would end this process
    const heard = new WeakSet<object>();
    pool.on('acquire', (client) => {
      if (!heard.has(client)) client.on('error', report);
      heard.add(client);
    });
    return new Database(dataSource, pool, options.url, report);
  }

  query<R extends Row = Row>(
    asked: Statement | string,
    values?: readonly unknown[],
  ): Promise<{ rows: R[]; rowCount: number | null }> {
    return this.pool.query<R>(toPg(asked, values));
  }

  /**
   * One unit of work: commits when `work` returns, rolls back when it throws. Nothing inside may ask the pool for a
   * second client, or a full pool waits for itself.
   */
  async transact<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await work({ query: (asked, values) => client.query(toPg(asked, values)) });
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** A connection of its own, outside the pool: for locks that outlive a transaction. The caller ends it. */
  async dedicated(name: string): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.url, application_name: name, keepAlive: true });
    client.on('error', this.report);
    await client.connect();
    return client;
  }

  get connections(): { total: number; idle: number; waiting: number } {
    return { total: this.pool.totalCount, idle: this.pool.idleCount, waiting: this.pool.waitingCount };
  }

  close(): Promise<void> {
    return this.dataSource.destroy();
  }
}

interface PgQuery {
  readonly name?: string;
  readonly text: string;
  readonly values?: unknown[];
}

/**
 * A statement with a name is parsed and planned once in each connection: planning the append anew would cost as much as
 * running it. A pooler in between must support prepared statements, or pool whole sessions. Plain text is for what is
 * asked seldom, and is parsed each time.
 */
function toPg(asked: Statement | string, values: readonly unknown[] | undefined): PgQuery {
  const given = values && { values: values as unknown[] };
  return typeof asked === 'string' ? { text: asked, ...given } : { name: asked.preparedAs, text: asked.text, ...given };
}

/** PostgreSQL refuses or is away: the caller may try again later, nothing was decided. */
export function isUnavailable(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code ?? '';
  const message = error instanceof Error ? error.message : '';
  return (
    /^(?:08|53|57P|57014|25P03|55P03|40001|40P01|ECONN|ENOENT|EPIPE|ETIMEDOUT)/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|Cannot use a pool after calling end|Driver not Connected/.test(
      message,
    )
  );
}
