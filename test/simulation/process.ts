/**
 * One process of the house: the product's own use cases over its own parts, on a simulated pool, clock, queue and way
 * out. When it dies, what it was doing never goes on, its connections break and whoever called it gets an error.
 */
import 'reflect-metadata';
import { CommandBus } from '@nestjs/cqrs';
import type { Transports } from '#lib/channels';
import { Appender, NO_INBOUND_LOG } from '#lib/eventlog';
import { AuditTrail } from '#lib/identity';
import { LatestRules, RulesCache } from '#lib/clinic-settings';
import { PipelineModule, type AppContext } from '#lib/pipeline';
import { Database, Metrics, type Clock, type Logger } from '#lib/platform';
import type { Jobs } from './jobs.js';
import type { Scheduler } from './scheduler.js';
import { Pool, type Server } from './server.js';
import { FIND_SETTING } from './statements/people.js';

/** The other side hung up; whether the request was done nobody knows. */
export class ProcessGone extends Error {}

export interface House extends Server {
  readonly jobs: Jobs;
  outletFor(process: Process): Transports;
}

const METRICS = new Metrics();
const SKEW_MS = 10 * 60_000;

export class Process {
  alive = true;
  /** How far this process's clock is off. */
  skew = 0;
  readonly parts: AppContext;
  readonly pool: Pool;
  private readonly commands: CommandBus;
  private readonly callers = new Set<(error: Error) => void>();

  constructor(
    readonly system: House,
    readonly name: string,
  ) {
    const { chance } = system.scheduler;
    this.pool = new Pool(system, this, chance.between(1, 4));
    if (system.weather.clockLeap > 0) this.leapClock();
    this.parts = this.makeParts(chance.pick([1, 2, 50]));
    this.commands = busOf(this.parts);
  }

  private makeParts(group: number): AppContext {
    const clock: Clock = { now: () => this.system.scheduler.now + this.skew };
    const db = databaseOn(this.pool);
    const { chance } = this.system.scheduler;
    const rules = new RulesCache();
    return {
      db,
      clock,
      clinicClock: clock,
      logger: this.logger(),
      metrics: METRICS,
      appender: new Appender(db, clock),
      inbound: NO_INBOUND_LOG,
      audit: new AuditTrail(db),
      waker: this.system.jobs.wakerFor(this) as unknown as AppContext['waker'],
      transports: this.system.outletFor(this),
      rules,
      latest: new LatestRules({ db, clock, rules }),
      settings: { group, chance: () => chance.next(), owner: this.name, publicUrl: 'http://rapport.test' },
    };
  }

  private logger(): Logger {
    const say = (facts: object, words: string): void =>
      this.system.scheduler.note(this, `says "${words}" ${JSON.stringify(facts)}`);
    return { error: say, warn: say, info: say, debug: say } as unknown as Logger;
  }

  get scheduler(): Scheduler {
    return this.system.scheduler;
  }

  /** The clock is minutes off from here on, one way or the other. */
  leapClock(): void {
    this.skew = this.scheduler.chance.between(-SKEW_MS, SKEW_MS);
    this.scheduler.note(this, `has a clock that is ${this.skew} ms off`);
  }

  sleep(ms: number): Promise<void> {
    return this.scheduler.sleep(this, ms);
  }

  execute: CommandBus['execute'] = (command: never) => this.commands.execute(command);

  /** Work that somebody outside waits for. */
  serve<T>(work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.callers.add(reject);
      void work()
        .then(resolve, reject)
        .finally(() => this.callers.delete(reject));
    });
  }

  crash(): void {
    this.scheduler.note(this, 'dies');
    this.alive = false;
    this.pool.drop();
    for (const hangUp of this.callers) hangUp(new ProcessGone(`${this.name} died`));
  }
}

/** The product's own unit of work, on a pool that is not there. */
function databaseOn(pool: Pool): Database {
  const findOneBy = async (_entity: unknown, { id }: { id: number }): Promise<unknown> =>
    (await pool.query({ ...FIND_SETTING, values: [id] })).rows[0] ?? null;
  return Reflect.construct(Database, [{ manager: { findOneBy } }, pool, 'simulated']) as Database;
}

type Handler = { execute(command: object): Promise<unknown> };
type Made = new (...given: unknown[]) => object;

/** Every use case of the pipeline behind one bus, found as Nest finds them and made without Nest. */
function busOf(parts: AppContext): CommandBus {
  const handlers = new Map<unknown, Handler>();
  const bus = {
    execute: (command: object) => (handlers.get(command.constructor) as Handler).execute(command),
  } as unknown as CommandBus;
  const { providers = [] } = PipelineModule.with(parts);
  const known = new Map<unknown, unknown>([[CommandBus, bus]]);
  for (const one of providers) if (typeof one === 'object' && 'useValue' in one) known.set(one.provide, one.useValue);
  for (const provider of providers) {
    const command: unknown = typeof provider === 'function' && Reflect.getMetadata('__commandHandler__', provider);
    if (command) handlers.set(command, make(provider as Made, known) as Handler);
  }
  return bus;
}

/** One provider, once, with what its constructor asks for: by class, or by the token of an `@Inject`. */
function make(provider: Made, known: Map<unknown, unknown>): unknown {
  const byClass = (Reflect.getMetadata('design:paramtypes', provider) ?? []) as unknown[];
  const byToken = (Reflect.getMetadata('self:paramtypes', provider) ?? []) as { index: number; param: unknown }[];
  const tokens = byClass.map((type, i) => byToken.find(({ index }) => index === i)?.param ?? type);
  for (const token of tokens) if (!known.has(token)) known.set(token, make(token as Made, known));
  return new provider(...tokens.map((token) => known.get(token)));
}
