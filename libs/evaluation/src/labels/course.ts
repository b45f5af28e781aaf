/** What a label is made from: the days of one course of work. Days are counted from 1970-01-01. */

/** Ways for work to end that are nobody's leaving: each keeps a code of its own and is never an event. */
export const ENDINGS = [
  'agreed',
  'transferred',
  'died',
  'moved',
  'funding-ended',
  'ended-by-clinic',
  'administrative',
] as const;
export type Ending = (typeof ENDINGS)[number];

export const HAPPENINGS = [
  'attended',
  'missed',
  'cancelled',
  'clinic-cancelled',
  'booked',
  'paused',
  'resumed',
  'left',
  ...ENDINGS,
] as const;

/**
 * `missed` and `cancelled` are the client's; what the practice or the clinician called off is `clinic-cancelled`.
 * `booked` has no outcome yet. `paused` and `resumed` frame a break that both agreed on; `resumed` also reopens what
 * had ended. `left` is the clinician's own word that the client ended the work alone and early.
 */
export type Happening = (typeof HAPPENINGS)[number];

export interface CourseFact {
  /** Of the appointment, for appointments. */
  readonly day: number;
  readonly what: Happening;
}

export interface Course {
  /** Usual days from one appointment to the next, above 0. */
  readonly cadenceDays: number;
  /** In any order. An outcome after `asOf` is ignored: nobody could have known it. */
  readonly facts: readonly CourseFact[];
  /** The last day that is known. */
  readonly asOf: number;
}

const ENDING: ReadonlySet<Happening> = new Set(ENDINGS);
export const isEnding = (what: Happening): what is Ending => ENDING.has(what);

/** What was known on the last day, oldest first; facts of one day stay in their given order. */
export const knownFacts = ({ facts, asOf }: Course): readonly CourseFact[] =>
  facts.filter(({ day }) => day <= asOf).toSorted((a, b) => a.day - b.day);

export const daysOf = (facts: readonly CourseFact[], ...whats: readonly Happening[]): readonly number[] =>
  facts.filter(({ what }) => whats.includes(what)).map(({ day }) => day);

/** The ending that stands: one that no resumption followed. */
export function standingEnd(known: readonly CourseFact[]): { readonly day: number; readonly what: Ending } | undefined {
  const at = known.findLastIndex(({ what }) => isEnding(what));
  const found = known[at];
  if (!found || !isEnding(found.what)) return undefined;
  const reopened = known.slice(at + 1).some(({ what }) => what === 'resumed');
  return reopened ? undefined : { day: found.day, what: found.what };
}

/** Ended by the end of that day, and not taken up again by then. */
export const hasEndedBy = (known: readonly CourseFact[], day: number): boolean =>
  standingEnd(known.filter((fact) => fact.day <= day)) !== undefined;
