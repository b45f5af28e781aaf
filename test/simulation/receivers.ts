/** Whoever gets the messages: takes them or not, answers or not, and keeps a list of what it took. */
import type { Transports } from '#lib/channels';
import type { Actor, Scheduler } from './scheduler.js';
import type { Weather } from './weather.js';

const RECEIVER: Actor = { name: 'receiver', alive: true };
const TIMEOUT_MS = 15_000;
type Fate = 'taken' | 'taken, answer lost' | 'busy' | 'gone' | 'unreachable';

export class Receivers {
  /** By delivery key: how often it was taken. */
  readonly taken = new Map<string, number>();

  constructor(
    private readonly scheduler: Scheduler,
    private readonly weather: Weather,
  ) {}

  outletFor(actor: Actor & { readonly skew: number }): Transports {
    const failed = { kind: 'failed', failure: 'timeout', detail: 'no answer in time' } as const;
    return {
      clock: () => this.scheduler.now + actor.skew,
      http: {
        checkUrl: (url) => ({ ok: true, value: new URL(url) }),
        request: async ({ headers }) => {
          const status = await this.send(actor, headers?.['webhook-id'] ?? '');
          return status === undefined
            ? failed
            : { kind: 'reply', status, headers: {}, body: { text: '', truncated: false } };
        },
      },
      mail: {
        send: async ({ key }) => {
          const status = await this.send(actor, key);
          if (status === undefined) return failed;
          return { kind: 'answered', status: status === 200 ? 250 : status === 500 ? 451 : 550 };
        },
      },
    };
  }

  /** The status of the answer; undefined when none came. */
  private send(actor: Actor, key: string): Promise<200 | 410 | 500 | undefined> {
    return new Promise((resolve) => {
      const fate = this.fate();
      const arrive = (): void => {
        const took = fate.startsWith('taken');
        if (took) this.taken.set(key, (this.taken.get(key) ?? 0) + 1);
        const answer = ({ taken: 200, busy: 500, gone: 410 } as const)[fate as 'taken'] as 200 | undefined;
        this.scheduler.add(
          actor,
          `hears of ${key}: ${answer ?? 'nothing'}`,
          () => resolve(answer),
          answer ? 0 : TIMEOUT_MS,
        );
      };
      this.scheduler.add(RECEIVER, `${key} from ${actor.name}: ${fate}`, arrive);
    });
  }

  private fate(): Fate {
    const { chance } = this.scheduler;
    if (chance.happens(this.weather.receiverGone)) return 'gone';
    if (chance.happens(this.weather.answerLost)) return 'taken, answer lost';
    if (chance.happens(this.weather.receiverFails)) return chance.pick(['busy', 'unreachable']);
    return 'taken';
  }
}
