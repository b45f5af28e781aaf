/**
 * Connections to the simulated store, in the shape of a `pg` pool, so that the product's own unit of work runs on them.
 * A request travels, is done by the server, and its answer travels: somebody else may go on in between, the connection
 * may break before the server heard anything (nothing was done) or after (done, and nobody knows).
 */
import type { Actor, Scheduler } from './scheduler.js';
import { statementOf, UnknownStatement, type Answer, type Asked, type Statement } from './statements.js';
import { ServerError, type Store, type Transaction } from './store.js';
import type { Weather } from './weather.js';

export interface Server {
  readonly store: Store;
  readonly scheduler: Scheduler;
  readonly weather: Weather;
  /** The episode that the weather's poison is for. */
  readonly poisoned: string | undefined;
  connectionsLost: number;
}
interface Caller {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}
const SERVER: Actor = { name: 'server', alive: true };
const NOTHING: Answer = { rows: [], rowCount: 0 };
/** How long a server may take to notice that nobody is at the other end any more. */
const NOTICE_MS = 3_000;

const cut = (): Error => Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });

/** What pg takes: a text, or an object with the values beside it. */
export type Question = string | (Asked & { readonly values?: readonly unknown[] });

export class Connection {
  private tx: Transaction | undefined;
  private failed = false;
  private broken = false;

  constructor(
    private readonly server: Server,
    private readonly actor: Actor,
    private readonly name: string,
  ) {}

  query(question: Question): Promise<Answer> {
    const asked = typeof question === 'string' ? { text: question } : question;
    if (this.broken) return Promise.reject(new Error('Client has encountered a connection error and is not queryable'));
    return new Promise((resolve, reject) => {
      this.server.scheduler.add(SERVER, `${this.name} ${nameOf(asked)}`, () => this.arrive(asked, { resolve, reject }));
    });
  }

  /** The process at this end died. What is on its way may still be done. */
  drop(): void {
    const { scheduler, store, weather } = this.server;
    if (!scheduler.chance.happens(0.5)) this.broken = true;
    const notice = (): void => {
      this.broken = true;
      if (this.tx) store.rollback(this.tx);
    };
    scheduler.add(SERVER, `${this.name} is found dead`, notice, weather.calm ? 0 : scheduler.chance.below(NOTICE_MS));
  }

  private arrive(asked: Exclude<Question, string>, caller: Caller): void {
    const { text } = asked;
    const { weather, scheduler } = this.server;
    if (this.broken) return;
    if (scheduler.chance.happens(weather.cut)) return this.lose(caller, 'before it was heard');
    if (!/^(BEGIN|COMMIT|ROLLBACK)$/.test(text)) return this.perform(asked, caller);
    if (text === 'BEGIN') this.tx = this.server.store.begin(this.name);
    else this.end(text);
    this.reply(caller, NOTHING, text === 'COMMIT');
  }

  private end(text: string): void {
    const { tx } = this;
    if (tx && text === 'COMMIT' && !this.failed) this.server.store.commit(tx);
    else if (tx) this.server.store.rollback(tx);
    this.tx = undefined;
    this.failed = false;
  }

  private perform(asked: Exclude<Question, string>, caller: Caller): void {
    const { values = [] } = asked;
    const { store, scheduler } = this.server;
    if (this.failed) return this.refuse(caller, new ServerError('25P02', 'current transaction is aborted'));
    try {
      const statement = statementOf(asked);
      const tx = this.tx ?? store.begin(this.name);
      if (this.isPoisoned(statement, values))
        return this.stop(tx, caller, new ServerError('XX001', 'could not read block'));
      this.goOn({ tx, caller, statement, steps: statement.meaning(tx, values as never) });
    } catch (error) {
      if (error instanceof UnknownStatement) scheduler.fail(error);
      else throw error;
    }
  }

  private goOn(work: Work): void {
    const { tx, caller, statement, steps } = work;
    const { store, scheduler, weather } = this.server;
    const label = `${this.name} goes on with ${statement.name}`;
    if (!store.open.has(tx)) return;
    try {
      for (;;) {
        const { done, value } = steps.next();
        if (done) return this.finish(tx, caller, value as Answer['rows'] | number);
        const next = (): void => scheduler.add(SERVER, label, () => this.goOn(work));
        if (!store.lock(tx, value as string)) return store.await(tx, value as string, next);
        if (scheduler.chance.happens(weather.slowStatements)) return next();
      }
    } catch (error) {
      if (error instanceof ServerError) this.stop(tx, caller, error);
      else scheduler.fail(error as Error);
    }
  }

  /** An error ends a single statement's transaction, and leaves a longer one to its caller to roll back. */
  private stop(tx: Transaction, caller: Caller, error: ServerError): void {
    if (tx === this.tx) this.failed = true;
    else this.server.store.rollback(tx);
    this.refuse(caller, error);
  }

  /** Reading that episode's events fails, for as long as the weather says. */
  private isPoisoned({ name }: Statement, [, streams]: readonly unknown[]): boolean {
    const { weather, poisoned, scheduler } = this.server;
    if (weather.poison === 0 || name !== 'read-streams' || !poisoned) return false;
    return (streams as readonly string[]).includes(poisoned) && scheduler.chance.happens(weather.poison);
  }

  private finish(tx: Transaction, caller: Caller, result: Answer['rows'] | number): void {
    const single = tx !== this.tx;
    if (single) this.server.store.commit(tx);
    const answer =
      typeof result === 'number' ? { rows: [], rowCount: result } : { rows: result, rowCount: result.length };
    this.reply(caller, answer, single);
  }

  private reply(caller: Caller, answer: Answer, wasCommit: boolean): void {
    const { scheduler, weather } = this.server;
    if (wasCommit && scheduler.chance.happens(weather.unknownCommit))
      return this.lose(caller, 'after it was committed');
    if (scheduler.chance.happens(weather.slowAnswers)) {
      scheduler.add(this.actor, `${this.name} hears the answer`, () => caller.resolve(answer));
    } else if (this.actor.alive) caller.resolve(answer);
  }

  private refuse(caller: Caller, error: ServerError): void {
    this.server.scheduler.note(SERVER, `${this.name} is refused: ${error.code} ${error.message}`);
    if (this.actor.alive) caller.reject(error);
  }

  private lose(caller: Caller, when: string): void {
    this.server.scheduler.note(SERVER, `${this.name} loses its connection ${when}`);
    this.server.connectionsLost++;
    this.drop();
    this.broken = true;
    if (this.actor.alive) caller.reject(cut());
  }
}

interface Work {
  readonly tx: Transaction;
  readonly caller: Caller;
  readonly statement: Statement;
  readonly steps: Generator<string, readonly unknown[] | number>;
}

const nameOf = ({ name, text }: Asked): string => (name ?? text).split(':')[0]?.slice(0, 40) ?? '';

/** As many connections as a process may have. Whoever finds none waits; who waits for ever is found by the scheduler. */
export class Pool {
  private readonly waiting: (() => void)[] = [];
  private readonly inUse = new Set<Connection>();
  private made = 0;

  constructor(
    private readonly server: Server,
    private readonly actor: Actor,
    private readonly size: number,
  ) {}

  get busy(): number {
    return this.inUse.size;
  }
  get queue(): number {
    return this.waiting.length;
  }

  async connect(): Promise<Connection & { release(broken?: Error): void }> {
    while (this.inUse.size >= this.size) await new Promise<void>((resolve) => this.waiting.push(resolve));
    const connection = new Connection(this.server, this.actor, `${this.actor.name}/${++this.made}`);
    this.inUse.add(connection);
    return Object.assign(connection, { release: () => this.release(connection) });
  }

  private release(connection: Connection): void {
    this.inUse.delete(connection);
    this.waiting.shift()?.();
  }

  async query(statement: Question): Promise<Answer> {
    const client = await this.connect();
    try {
      return await client.query(statement);
    } finally {
      client.release();
    }
  }

  /** The process died: so do its connections. */
  drop(): void {
    for (const connection of this.inUse) connection.drop();
  }
}
