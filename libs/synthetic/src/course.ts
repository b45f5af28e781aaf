/** One episode while it is being told: who is in it, and how far it has come. */
import type { Bond, Dyad } from './bond.js';
import type { Dice } from './seeded-random.js';
import type { KindRates } from './kinds.js';
import type { Clinician, Person } from './people.js';
import type { EpisodeTruth } from './plan.js';
import type { Tell } from './recorder.js';
import type { Slot, Span } from './timetable.js';

/** What stays the same from the first to the last page. */
export interface Cast {
  readonly span: Span;
  readonly rates: KindRates;
  readonly episode: string;
  readonly client: string;
  /** The number in both ids, e.g. "0042". */
  readonly number: string;
  readonly person: Person;
  /** Who begins, and who would take over. */
  readonly clinicians: readonly [Clinician, Clinician];
  readonly slot: Slot;
  readonly opened: number;
  readonly dice: Dice;
  readonly tell: Tell;
}

export interface Booking {
  readonly appointment: string;
  readonly wall: number;
  readonly start: number;
  readonly end: number;
  readonly bookedAt: number;
}

export interface Course {
  readonly clinician: Clinician;
  readonly bond: Bond;
  /** Booked and still to come, soonest first. */
  readonly book: readonly Booking[];
  readonly bookings: number;
  /** Wall time of the latest slot given, rescheduling aside. */
  readonly lastSlot?: number;
  readonly visits: readonly number[];
  readonly hazards: readonly number[];
  readonly knowable: readonly number[];
  readonly ended?: NonNullable<EpisodeTruth['ended']>;
}

export interface Names {
  readonly episode: string;
  readonly client: string;
  readonly clinician: string;
}

export const namesOf = ({ episode, client }: Cast, { clinician }: Course): Names => ({
  episode,
  client,
  clinician: clinician.clinician,
});

export const dyadOf = ({ person, rates }: Cast, { clinician }: Course): Dyad => ({ person, clinician, rates });
