/**
 * One connection of its own for questions that must be answered while the pool is busy: a pool whose connections all
 * wait for a lock says nothing about the database. It is opened at the first question, and anew after one that failed.
 */
import type { Client } from 'pg';
import { SECOND } from '#lib/kernel';
import type { Database, Queryable, Row } from './database.js';
import type { Statement } from './statement.js';

const PATIENCE_MS = 2 * SECOND;

export class Probe implements Queryable {
  private client: Promise<Client> | undefined;

  constructor(
    private readonly db: Database,
    private readonly name: string,
  ) {}

  async query<R extends Row = Row>(
    asked: Statement | string,
    values: readonly unknown[] = [],
  ): Promise<{ rows: R[]; rowCount: number | null }> {
    this.client ??= this.db.beside(this.name, PATIENCE_MS);
    const { client } = this;
    try {
      return await (await client).query<R>(textOf(asked), [...values]);
    } catch (error) {
      if (this.client === client) this.close();
      throw error;
    }
  }

  /** Does not wait: a server that is silent does not hear the goodbye either. */
  close(): void {
    const { client } = this;
    this.client = undefined;
    client?.then((open) => open.end()).catch(() => undefined);
  }
}

const textOf = (asked: Statement | string): string => (typeof asked === 'string' ? asked : asked.text);
