/**
 * The order in which a practice sends: several stories at once, singles and batches, one request in ten said twice, some
 * events much later than their neighbours, a few that are wrong. The same seed gives the same order, however long it runs.
 */
import { shuffled, diceOf, type Dice } from '../dice.js';
import { tellStory, type SentEvent } from './events.js';

export type Kind = 'fresh' | 'again' | 'invalid' | 'reuse';
export interface Sending {
  readonly kind: Kind;
  readonly events: readonly SentEvent[];
}
export interface PlanOptions {
  readonly seed: number;
  /** Tells the stories of one plan from those of another. */
  readonly label: string;
  readonly now: number;
  /** Events of a story come in any order at all. */
  readonly shuffle?: boolean;
  /** Stories told at the same time. */
  readonly width?: number;
}

const SHARES = { batch: 0.15, again: 0.1, late: 0.06, invalid: 0.01, reuse: 0.01 } as const;
const REMEMBERED = 400;

export class Plan {
  private readonly dice: Dice;
  private readonly open: SentEvent[][] = [];
  private readonly late: { readonly due: number; readonly event: SentEvent }[] = [];
  private readonly said: Sending[] = [];
  private readonly width: number;
  private told = 0;
  private sendings = 0;
  private winding = false;

  constructor(private readonly options: PlanOptions) {
    this.dice = diceOf(options.seed, options.label);
    this.width = options.width ?? 5;
  }

  /** No new story begins; those that were begun are told to their end. */
  wind(): void {
    this.winding = true;
  }

  /** Undefined when every story that was begun has been told. */
  next(): Sending | undefined {
    this.sendings++;
    const special = this.special();
    if (special) return special;
    const count = this.dice.chance(SHARES.batch) ? this.dice.whole(2, 20) : 1;
    const events = Array.from({ length: count }, () => this.nextEvent()).filter((e) => e !== undefined);
    if (events.length === 0) return undefined;
    return this.remember({ kind: 'fresh', events });
  }

  private special(): Sending | undefined {
    if (this.said.length === 0) return undefined;
    const drawn = this.dice.next();
    const earlier = this.dice.pick(this.said);
    if (drawn < SHARES.again) return { ...earlier, kind: 'again' };
    const [first] = earlier.events;
    if (drawn < SHARES.again + SHARES.invalid)
      return {
        kind: 'invalid',
        events: [{ ...(first as SentEvent), id: `bad-${this.sendings}`, data: { episode: 'no client' } }],
      };
    if (drawn < SHARES.again + SHARES.invalid + SHARES.reuse)
      return { kind: 'reuse', events: [{ ...(first as SentEvent), time: '2025-01-01T00:00:00.000Z' }] };
    return undefined;
  }

  private nextEvent(): SentEvent | undefined {
    this.fill();
    const overdue = this.late.findIndex((l) => l.due <= this.sendings || this.open.length === 0);
    if (overdue >= 0) return this.late.splice(overdue, 1)[0]?.event;
    if (this.open.length === 0) return undefined;
    const story = this.dice.pick(this.open);
    const event = story.shift() as SentEvent;
    if (story.length === 0) this.open.splice(this.open.indexOf(story), 1);
    if (!this.dice.chance(SHARES.late)) return event;
    this.late.push({ due: this.sendings + this.dice.whole(5, 80), event });
    return this.nextEvent();
  }

  private fill(): void {
    const { seed, label, now, shuffle } = this.options;
    while (!this.winding && this.open.length < this.width) {
      this.told++;
      const story = tellStory({ name: `${label}-${this.told}`, seed: seed + this.told, now });
      this.open.push(shuffle ? shuffled(story, this.dice) : story);
    }
  }

  private remember(sending: Sending): Sending {
    if (this.said.length < REMEMBERED) this.said.push(sending);
    else this.said[this.dice.whole(0, REMEMBERED - 1)] = sending;
    return sending;
  }
}
