/**
 * Where client and clinician filled in the same form about the same hour. Clients rate higher than clinicians by .41
 * spreads on average, so only what goes beyond that is a difference. The clinician's form is held against this client's,
 * in the form's own units: no client norm is ever laid over it.
 */
import { atLeast, DAY } from '#lib/kernel';
import { median } from '#lib/statistics';
import type { RatedValue } from './falls.js';

/** In spreads: what the clinician's rating usually lies from the client's. */
const USUAL_DIFFERENCE = -0.41;
/** Forms and marks so close to each other may be about the same hour. */
export const SAME_HOUR = 3 * DAY;

/** What is known of a rating here: how high it is, and when it was given. */
export interface DatedValue extends RatedValue {
  readonly at: number;
}

export interface RatingPair<R extends DatedValue = DatedValue> {
  readonly client: R;
  readonly clinician: R;
}

/**
 * The pairs at the end of a series: the client's forms, as far back as each has one by the clinician at most three days
 * apart. A latest form that the clinician has not answered yet is passed over; oldest first.
 */
export function pairsOf<R extends DatedValue>(rated: readonly R[], theirs: readonly R[]): readonly RatingPair<R>[] {
  const paired = rated.map((client) => ({ client, clinician: nearest(client, theirs) }));
  const answered = paired.at(-1)?.clinician ? paired : paired.slice(0, -1);
  const gap = answered.findLastIndex(({ clinician }) => clinician === undefined);
  return answered.slice(gap + 1) as readonly RatingPair<R>[];
}

function nearest<R extends DatedValue>(client: R, theirs: readonly R[]): R | undefined {
  const apart = ({ at }: R): number => Math.abs(at - client.at);
  const close = theirs.filter((rating) => apart(rating) <= SAME_HOUR);
  return close.reduce<R | undefined>((best, r) => (best && apart(best) <= apart(r) ? best : r), undefined);
}

/** How far the clinician's view lies above the client's beyond the usual, in spreads. */
export const differenceOf = ({ client, clinician }: RatingPair, spread: number): number =>
  (clinician.value - client.value) / spread - USUAL_DIFFERENCE;

/** A spread below the client's and below what it was: one alone may be how these two fill in forms. */
const SUNK = -1;

/** Whether the clinician came to see the last two hours as far worse than the client did, and did not before. */
export function hasSunk(pairs: readonly RatingPair[], spread: number): boolean {
  const apart = pairs.map((pair) => differenceOf(pair, spread));
  const usual = median(apart.slice(0, -2));
  if (usual === undefined) return false;
  return apart.slice(-2).every((now) => atLeast(SUNK, now) && atLeast(SUNK, now - usual));
}
