/**
 * The practice system's outbox: gives events their ids and decides when, and how often, they arrive. It has dice of
 * its own, so that a lost minute on the wire never changes what happened in the room.
 */
import { DAY, HOUR, MINUTE, SECOND } from '#lib/kernel';
import type { ClinicEvent, EventData, EventType } from '#lib/events';
import { diceNamed, type Dice } from './seeded-random.js';
import type { SyntheticEvent } from './plan.js';
import { SENDING } from './rates.js';

export const SOURCE = 'urn:synthetic:clinic';

/** When it happened, ms; with `known`, when the source learns of it, if that is later. */
export type When = number | { readonly happened: number; readonly known: number };
export type Tell = <T extends EventType>(type: T, when: When, data: EventData<T>) => void;

export interface Recorder {
  readonly tell: Tell;
  /** In the order in which they were told; duplicates follow their original. */
  readonly told: readonly SyntheticEvent[];
}

export function recorder(seed: number, scope: string): Recorder {
  const dice = diceNamed(seed, `${scope}/sending`);
  const told: SyntheticEvent[] = [];
  let count = 0;
  const tell: Tell = (type, when, data) => {
    const { happened, known } = typeof when === 'number' ? { happened: when, known: when } : when;
    const event = eventOf({ type, data, occurredAt: Math.round(happened), id: `syn-${seed}-${scope}-${++count}` });
    const arriveAt = Math.round(Math.max(happened, known) + delay(dice));
    told.push({ arriveAt, event });
    if (dice.chance(SENDING.duplicate)) told.push({ arriveAt: Math.round(arriveAt + dice.wait(40 * MINUTE)), event });
  };
  return { tell, told };
}

function delay(dice: Dice): number {
  const usual = dice.wait(20 * SECOND);
  if (dice.chance(SENDING.late)) return usual + DAY / 2 + dice.wait(SENDING.lateDays * DAY);
  return dice.chance(SENDING.batched) ? usual + dice.between(0, 3 * HOUR) : usual;
}

type RecordedFact = Pick<ClinicEvent, 'id' | 'type' | 'occurredAt' | 'data'>;

/** The compiler cannot tie `type` to `data` through a generic; `Tell` has tied them already. */
export const eventOf = (told: RecordedFact): ClinicEvent =>
  ({ ...told, source: SOURCE, sequence: '', historical: false }) as ClinicEvent;

/** By arrival; what arrives in the same millisecond keeps a fixed order by id. */
export function byArrival(a: SyntheticEvent, b: SyntheticEvent): number {
  return a.arriveAt - b.arriveAt || (a.event.id < b.event.id ? -1 : a.event.id > b.event.id ? 1 : 0);
}
