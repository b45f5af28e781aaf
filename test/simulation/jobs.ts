/** The queue, as unreliable as a queue may be: wake-ups are lost, doubled, late and out of order, or all gone at once. */
import type { Actor, Scheduler } from './scheduler.js';
import type { Weather } from './weather.js';

export type Job = { readonly shard: number } | { readonly delivery: string };
interface Taker {
  readonly actor: Actor;
  readonly take: (job: Job) => void;
}
const QUEUE: Actor = { name: 'queue', alive: true };

export class Jobs {
  private waiting: Job[] = [];
  private takers: Taker[] = [];

  constructor(
    private readonly scheduler: Scheduler,
    private readonly weather: Weather,
  ) {}

  wakerFor(actor: Actor) {
    return {
      wakeShards: (shards: Iterable<number>): void => {
        for (const shard of shards) this.send(actor, { shard });
      },
      wakeDeliveries: (ids: readonly string[]): void => {
        for (const delivery of ids) this.send(actor, { delivery });
      },
    };
  }

  private send(actor: Actor, job: Job): void {
    const { chance } = this.scheduler;
    if (chance.happens(this.weather.wakeLost))
      return this.scheduler.note(actor, `sends ${wordsOf(job)}, and it is lost`);
    const times = chance.happens(this.weather.wakeTwice) ? 2 : 1;
    for (let i = 0; i < times; i++) {
      const late = chance.below(1 + Math.round(this.weather.wakeLateMs));
      this.scheduler.add(QUEUE, `${wordsOf(job)} of ${actor.name} arrives`, () => this.arrive(job), late);
    }
  }

  private arrive(job: Job): void {
    this.waiting.push(job);
    this.takers = this.takers.filter((t) => t.actor.alive);
    const taker = this.takers.shift();
    if (taker) taker.take(this.any());
  }

  private any(): Job {
    return this.waiting.splice(this.scheduler.chance.below(this.waiting.length), 1)[0] as Job;
  }

  take(actor: Actor): Promise<Job> {
    if (this.waiting.length > 0) return Promise.resolve(this.any());
    return new Promise((take) => this.takers.push({ actor, take }));
  }

  loseEverything(): void {
    this.scheduler.note(QUEUE, `loses everything: ${this.waiting.length} wake-ups`);
    this.waiting = [];
  }
}

const wordsOf = (job: Job): string =>
  'shard' in job ? `wake-up of shard ${job.shard}` : `wake-up of delivery ${job.delivery}`;
