/**
 * One run: a clinic's events sent through several processes while things go wrong, then a quiet time in which all work
 * must come to its end, then the oracles. Everything is drawn from the seed.
 */
import { Chance } from './chance.js';
import { batchesFor, START, type Batch } from './histories.js';
import { Jobs } from './jobs.js';
import type { Mutant } from './mutants.js';
import { atCommit, atRest } from './oracles.js';
import { clinician, operator, practiceSystem, sweeper, worker, type Acknowledged } from './people.js';
import { Process, type House } from './process.js';
import { quietTime } from './quiet-time.js';
import { Receivers } from './receivers.js';
import { Scheduler, Violation, type Actor } from './scheduler.js';
import { Store, type Transaction } from './store.js';
import { keyOf } from './tables.js';
import { clearUp, weatherFor, type Weather } from './weather.js';

export interface RunResult {
  readonly seed: number;
  readonly steps: number;
  readonly events: number;
  readonly alerts: number;
  readonly deliveries: number;
  readonly crashes: number;
  /** Circles of waiters that the store had to break. */
  readonly circles: readonly string[];
  /** Absent when everything held. */
  readonly violation?: { readonly message: string; readonly trace: readonly string[] };
}

const APIS = ['api-a', 'api-b'];
const WORKERS = ['worker-a', 'worker-b'];
const MOST_CRASHES = 25;
const RESTART_MS = 2_000;
const HEAVEN: Actor = { name: 'story', alive: true };

export class World implements House {
  readonly chance: Chance;
  readonly scheduler: Scheduler;
  readonly weather: Weather;
  readonly store: Store;
  readonly jobs: Jobs;
  readonly receivers: Receivers;
  readonly acknowledged: Acknowledged[] = [];
  crashes = 0;
  connectionsLost = 0;
  /** The episode whose fold fails while the weather says so. */
  readonly poisoned: string | undefined;
  private readonly slots = new Map<string, Process>();
  private readonly waitingForApi: (() => void)[] = [];
  private generation = 0;

  constructor(seed: number, mutant?: Mutant) {
    this.chance = new Chance(seed);
    this.scheduler = new Scheduler(this.chance, START);
    this.weather = weatherFor(this.chance);
    this.store = new Store(mutant);
    this.jobs = new Jobs(this.scheduler, this.weather);
    this.receivers = new Receivers(this.scheduler, this.weather);
    this.poisoned = this.weather.poison > 0 ? 'episode/e-1' : undefined;
    this.store.onCommit = (tx) => this.judge(tx);
    this.store.lives = (name) => this.processes().some((process) => process.alive && process.name === name);
    this.furnish();
  }

  async run(): Promise<void> {
    let over = false;
    const story = this.story().then(
      () => (over = true),
      (error: Error) => this.scheduler.fail(error),
    );
    await this.scheduler.run(
      () => over,
      () => this.trouble(),
      () => this.whoWaits(),
    );
    await story;
    atRest(this);
  }

  private async story(): Promise<void> {
    for (const name of [...APIS, ...WORKERS]) this.start(name);
    const batches = batchesFor(this.chance);
    const senders = deal(batches, this.chance).map((mine, i) => practiceSystem(this, `practice-${i + 1}`, mine));
    const clinicians = this.chance.happens(0.6) ? [clinician(this, 'dr-1', this.chance.between(1, 4))] : [];
    const operators = this.chance.happens(0.5) ? [operator(this, this.chance.between(1, 5))] : [];
    const people = Promise.all([...senders, ...clinicians, ...operators]);
    const weatherEnds = this.scheduler.sleep(HEAVEN, this.chance.between(3_000, 30_000));
    await weatherEnds;
    clearUp(this.weather);
    this.scheduler.note(HEAVEN, 'the troubles end');
    await people;
    await quietTime(this);
  }

  private furnish(): void {
    const tx = this.store.begin('migrations');
    const put: Transaction['put'] = (table, key, row) => {
      this.store.lock(tx, `${table} ${key}`);
      tx.put(table, key, row);
    };
    put('build', '1', { id: 1, state: 'active' });
    const settings = {
      'in-app': {},
      email: { to: 'a@clinic.example' },
      webhook: { url: 'https://hooks.example/in', secrets: ['whsec_c2ltdWxhdGVkc2ltdWxhdGVkc2ltdWxhdGVk'] },
    };
    Object.entries(settings).forEach(([kind, setting], i) =>
      put('channel_setting', keyOf(i + 1), {
        id: i + 1,
        tenant: 1,
        clinician: '*',
        kind,
        settings: setting,
        least_tier: 'keep-an-eye',
        enabled: true,
        disabled_reason: null,
      }),
    );
    this.store.commit(tx);
  }

  start(slot: string): void {
    const process = new Process(this, `${slot}${++this.generation}`);
    this.slots.set(slot, process);
    this.scheduler.note(process, 'starts');
    if (APIS.includes(slot)) return this.waitingForApi.splice(0).forEach((go) => go());
    void worker(process);
    void worker(process);
    void sweeper(process);
  }

  processes = (): Process[] => [...this.slots.values()];

  async someApi(actor: Actor): Promise<Process> {
    for (;;) {
      const running = APIS.flatMap((slot) => this.slots.get(slot) ?? []).filter((p) => p.alive);
      if (running.length > 0) return this.chance.pick(running);
      this.scheduler.note(actor, 'finds no process to talk to');
      await new Promise<void>((resolve) => this.waitingForApi.push(resolve));
    }
  }

  outletFor = (process: Process) => this.receivers.outletFor(process);

  /** What happens between two steps. */
  private trouble(): void {
    const { weather, chance } = this;
    if (weather.calm) return;
    if (this.crashes < MOST_CRASHES && chance.happens(weather.crash)) this.crashOne();
    if (chance.happens(weather.clockLeap)) chance.pick(this.processes()).leapClock();
    if (chance.happens(weather.queueWiped)) this.jobs.loseEverything();
    if (chance.happens(weather.timePasses)) this.scheduler.now += chance.between(60_000, 2 * 86_400_000);
  }

  private crashOne(): void {
    const [slot, process] = this.chance.pick([...this.slots]);
    if (!process.alive) return;
    this.crashes++;
    process.crash();
    this.scheduler.add(HEAVEN, `${slot} is started again`, () => this.start(slot), this.chance.between(1, RESTART_MS));
  }

  private judge(tx: Transaction): void {
    try {
      atCommit(this, tx);
    } catch (error) {
      this.scheduler.fail(error as Error);
    }
  }

  private whoWaits(): string {
    const pools = this.processes().flatMap((p) =>
      p.pool.queue > 0 ? [`${p.pool.queue} tasks of ${p.name} for a connection (${p.pool.busy} are in use)`] : [],
    );
    return [this.store.whoWaits(), ...pools].filter(Boolean).join('; ') || 'nobody says for what';
  }
}

/** Among one to three senders. */
function deal(batches: readonly Batch[], chance: Chance): Batch[][] {
  const senders: Batch[][] = Array.from({ length: chance.between(1, 3) }, () => []);
  for (const batch of batches) chance.pick(senders).push(batch);
  return senders;
}

const TRACE_LINES = 80;

export async function simulate(seed: number, mutant?: Mutant): Promise<RunResult> {
  const world = new World(seed, mutant);
  const told = (): Omit<RunResult, 'violation'> => ({
    seed,
    steps: world.scheduler.steps,
    events: world.store.rows('event').size,
    alerts: world.store.rows('alert').size,
    deliveries: world.store.rows('outbox').size,
    crashes: world.crashes,
    circles: world.store.circles,
  });
  try {
    await world.run();
    return told();
  } catch (error) {
    const message = error instanceof Violation ? error.message : String((error as Error).stack);
    return { ...told(), violation: { message, trace: world.scheduler.trace(TRACE_LINES) } };
  }
}
