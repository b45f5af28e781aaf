/**
 * A small PostgreSQL in memory: tables of committed rows, READ COMMITTED transactions with an overlay each, row and
 * advisory locks that are held to the end of the transaction and granted in the order of asking, 40P01 for a circle of
 * waiters, and what is said with NOTIFY at commit only. Whoever writes a row holds its lock.
 */
import type { Mutant } from './mutants.js';
import type { TableName, Tables } from './tables.js';

/** What the server answers to a statement that cannot be done. */
export class ServerError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly constraint?: string,
  ) {
    super(message);
  }
}

interface Lock {
  holder: Transaction;
  readonly waiting: { readonly tx: Transaction; readonly go: () => void }[];
}
type Overlay = { [T in TableName]?: Map<string, Tables[T] | undefined> };

export class Transaction {
  readonly overlay: Overlay = {};
  readonly locks = new Set<string>();
  readonly notices: string[] = [];
  waitsFor: string | undefined;

  constructor(
    readonly store: Store,
    readonly name: string,
  ) {}

  get mutant(): Mutant | undefined {
    return this.store.mutant;
  }

  /** Whether a process of this name has a connection. */
  lives(process: string): boolean {
    return this.store.lives(process);
  }

  get<T extends TableName>(table: T, key: string): Tables[T] | undefined {
    const mine = this.overlay[table] as Map<string, Tables[T] | undefined> | undefined;
    return mine?.has(key) ? mine.get(key) : this.store.rows(table).get(key);
  }

  /** What a statement that starts at this moment sees. */
  all<T extends TableName>(table: T): [key: string, row: Tables[T]][] {
    const mine = this.overlay[table] as Map<string, Tables[T] | undefined> | undefined;
    if (!mine) return [...this.store.rows(table)];
    const merged = new Map(this.store.rows(table));
    for (const [key, row] of mine) {
      if (row) merged.set(key, row);
      else merged.delete(key);
    }
    return [...merged];
  }

  find<T extends TableName>(table: T, wanted: (row: Tables[T]) => boolean): Tables[T][] {
    return this.all(table).flatMap(([, row]) => (wanted(row) ? [row] : []));
  }

  put<T extends TableName>(table: T, key: string, row: Tables[T] | undefined): void {
    if (!this.locks.has(`${table} ${key}`)) throw new Error(`${table} ${key} was written without its lock`);
    const mine = (this.overlay[table] ??= new Map() as never) as Map<string, Tables[T] | undefined>;
    mine.set(key, row);
  }
}

export class Store {
  private readonly tables: { [T in TableName]?: Map<string, Tables[T]> } = {};
  private readonly locks = new Map<string, Lock>();
  private readonly sequences = new Map<string, number>();
  readonly open = new Set<Transaction>();
  /** Circles of waiters that were broken by refusing one of them. */
  readonly circles: string[] = [];
  onCommit: (tx: Transaction) => void = () => undefined;
  /** The server sees who is connected. */
  lives: (process: string) => boolean = () => false;

  constructor(readonly mutant: Mutant | undefined) {}

  rows<T extends TableName>(table: T): Map<string, Tables[T]> {
    return (this.tables[table] ??= new Map() as never) as Map<string, Tables[T]>;
  }

  /** Numbers that a rollback does not give back. */
  nextOf(sequence: string): number {
    const next = (this.sequences.get(sequence) ?? 0) + 1;
    this.sequences.set(sequence, next);
    return next;
  }

  begin(name: string): Transaction {
    const tx = new Transaction(this, name);
    this.open.add(tx);
    return tx;
  }

  /** Takes a lock if nobody else holds it. */
  lock(tx: Transaction, name: string): boolean {
    const lock = this.locks.get(name);
    if (!lock) this.locks.set(name, { holder: tx, waiting: [] });
    else if (lock.holder !== tx) return false;
    tx.locks.add(name);
    return true;
  }

  /** Waits for a lock; `go` when it is this transaction's turn. */
  await(tx: Transaction, name: string, go: () => void): void {
    const circle = this.circleOf(tx, name);
    if (circle) {
      this.circles.push(circle);
      throw new ServerError('40P01', `deadlock detected: ${circle}`);
    }
    tx.waitsFor = name;
    (this.locks.get(name) as Lock).waiting.push({ tx, go });
  }

  private circleOf(tx: Transaction, name: string): string | undefined {
    const path = [`${tx.name} wants ${name}`];
    let next = this.locks.get(name)?.holder;
    while (next && next !== tx) {
      if (next.waitsFor === undefined) return undefined;
      path.push(`${next.name} wants ${next.waitsFor}`);
      next = this.locks.get(next.waitsFor)?.holder;
    }
    return next && path.join(', ');
  }

  commit(tx: Transaction): void {
    if (!this.open.has(tx)) return;
    this.onCommit(tx);
    for (const [table, changes] of Object.entries(tx.overlay)) this.apply(table as TableName, changes as never);
    this.end(tx);
  }

  private apply<T extends TableName>(table: T, changes: Map<string, Tables[T] | undefined>): void {
    const rows = this.rows(table);
    for (const [key, row] of changes) {
      if (row) rows.set(key, row);
      else rows.delete(key);
    }
  }

  rollback(tx: Transaction): void {
    if (this.open.has(tx)) this.end(tx);
  }

  private end(tx: Transaction): void {
    this.open.delete(tx);
    if (tx.waitsFor !== undefined) this.leaveQueue(tx, tx.waitsFor);
    for (const name of tx.locks) this.pass(name);
  }

  private leaveQueue(tx: Transaction, name: string): void {
    const waiting = this.locks.get(name)?.waiting ?? [];
    const nth = waiting.findIndex((w) => w.tx === tx);
    if (nth >= 0) waiting.splice(nth, 1);
  }

  private pass(name: string): void {
    const lock = this.locks.get(name) as Lock;
    const next = lock.waiting.shift();
    if (!next) return void this.locks.delete(name);
    lock.holder = next.tx;
    next.tx.locks.add(name);
    next.tx.waitsFor = undefined;
    next.go();
  }

  whoWaits(): string {
    const waiting = [...this.open].filter((tx) => tx.waitsFor !== undefined);
    return waiting
      .map((tx) => `${tx.name} for ${tx.waitsFor}, held by ${this.locks.get(tx.waitsFor as string)?.holder.name}`)
      .join('; ');
  }
}
