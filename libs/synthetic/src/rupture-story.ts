/**
 * A story for the first minute of a demonstration: nine weeks of a steady bond as history, and then, while somebody
 * watches, a form that says something felt off and a short review by phone that is missed.
 */
import { DAY, HOUR, MINUTE, SECOND, toIso } from '#lib/kernel';
import type { EventData, EventType } from '#lib/events';
import { PULSE, type Answer } from './answers.js';
import { diceNamed, type Dice } from './seeded-random.js';
import type { SyntheticEvent } from './plan.js';
import { byArrival, eventOf } from './recorder.js';
import { VISIT } from './timetable.js';

export interface RuptureStory {
  /** "Now", ms: what arrives later is for the audience. */
  readonly endsAt: number;
  readonly episode: string;
  readonly client: string;
  readonly clinician: string;
  readonly seed?: number;
}

/** When the form arrives, and when the missed review is noticed, after `endsAt`. */
const FORM_AFTER = 5 * SECOND;
const MISSED_AFTER = 30 * SECOND;
const WEEKS = 9;
const STEADY = [9, 9, 9, 8, 9, 9, 8, 8] as const;
const LOW_ANSWERS = [4, 5, 4, 5, 5, 5, 6, 5] as const;

interface RuptureTold {
  readonly story: RuptureStory;
  readonly dice: Dice;
  readonly events: SyntheticEvent[];
}

/**
 * Everything of one episode, sorted by arrival: registered and opened nine weeks before `endsAt`, nine weekly visits
 * with a form each (the last visit was yesterday), the next visit booked; then the low form and the missed
 * review. Event ids contain `endsAt`, so that the story can be told again later in the same clinic.
 */
export function ruptureStory(story: RuptureStory): readonly SyntheticEvent[] {
  const told: RuptureTold = { story, dice: diceNamed(story.seed ?? 1, `${story.episode}/strain`), events: [] };
  const lastVisit = story.endsAt - 23 * HOUR;
  open(told, lastVisit - WEEKS * 7 * DAY);
  for (let week = 1; week <= WEEKS; week++) visit(told, week, lastVisit - (WEEKS - week) * 7 * DAY);
  book(told, { appointment: nameOf(story, 'ap', WEEKS + 1), start: lastVisit + 7 * DAY, at: lastVisit + VISIT });
  missReview(told);
  return told.events.sort(byArrival);
}

export interface RuptureStories {
  readonly endsAt: number;
  /** Stories go round them, so that nobody gets all of it. At least one. */
  readonly clinicians: readonly string[];
  readonly seed?: number;
  /** Between the beginnings of two stories' live parts, ms; 15 seconds unless told. */
  readonly every?: number;
}

/** `n` stories, one after the other, in episodes `ep-story-1`, `ep-story-2` and so on, sorted by arrival. */
export function ruptureStories(n: number, options: RuptureStories): readonly SyntheticEvent[] {
  const { endsAt, clinicians, seed = 1, every = 15 * SECOND } = options;
  const stories = Array.from({ length: n }, (_, i) =>
    ruptureStory({
      endsAt: endsAt + i * every,
      episode: `ep-story-${i + 1}`,
      client: `cl-story-${i + 1}`,
      clinician: clinicians[i % clinicians.length] as string,
      seed: seed + i,
    }),
  );
  return stories.flat().sort(byArrival);
}

/** The same client and clinician agree that it is enough. */
export const endOfStory = (story: RuptureStory, at: number): SyntheticEvent => {
  const id = nameOf(story, `syn-${story.seed ?? 1}`, 'end');
  const data = { ...namesOf(story), reason: 'mutual' } as const;
  return { arriveAt: at, event: eventOf({ id, type: 'episode.closed', occurredAt: at, data }) };
};

const nameOf = ({ episode, endsAt }: RuptureStory, kind: string, n: number | string): string =>
  `${kind}-${episode}-${endsAt.toString(36)}-${n}`;

function tell<T extends EventType>(told: RuptureTold, [type, at]: readonly [T, number], data: EventData<T>): void {
  const id = nameOf(told.story, `syn-${told.story.seed ?? 1}`, told.events.length + 1);
  told.events.push({ arriveAt: at, event: eventOf({ id, type, occurredAt: at, data }) });
}

const namesOf = ({ episode, client, clinician }: RuptureStory) => ({ episode, client, clinician });

function open(told: RuptureTold, at: number): void {
  const { client } = told.story;
  tell(told, ['client.registered', at - 2 * HOUR], { client });
  tell(told, ['client.consent_changed', at - HOUR], { client, scope: 'all', granted: true });
  const frame = { approach: 'person-centred', plannedVisits: 24, cadenceDays: 7 } as const;
  tell(told, ['episode.opened', at], { ...namesOf(told.story), ...frame });
}

function visit(told: RuptureTold, week: number, start: number): void {
  const { story, dice } = told;
  const appointment = nameOf(story, 'ap', week);
  const last = week === WEEKS;
  book(told, { appointment, start, at: start - 6 * DAY });
  tell(told, ['appointment.attended', start + VISIT], { ...namesOf(story), appointment, evidence: 'manual' });
  const form = { ...namesOf(story), form: nameOf(story, 'fo', week), appointment, instrument: PULSE };
  const requestedAt = start + VISIT + 2 * MINUTE;
  const dueAt = toIso(requestedAt + 48 * HOUR);
  tell(told, ['feedback.requested', requestedAt], { ...form, respondent: 'client', dueAt });
  const at = last ? story.endsAt + FORM_AFTER : requestedAt + dice.whole(10, 300) * MINUTE;
  const items = last ? lowAnswers() : steady(dice);
  tell(told, ['feedback.submitted', at], {
    ...form,
    respondent: 'client',
    administeredAt: toIso(at),
    mode: 'remote-link',
    items,
  });
}

interface Booked {
  readonly appointment: string;
  readonly start: number;
  readonly at: number;
  readonly byPhone?: boolean;
}

function book(told: RuptureTold, { appointment, start, at, byPhone = false }: Booked): void {
  tell(told, ['appointment.booked', at], {
    ...namesOf(told.story),
    appointment,
    start: toIso(start),
    end: toIso(start + (byPhone ? 15 * MINUTE : VISIT)),
    modality: byPhone ? 'phone' : 'in-person',
    kind: byPhone ? 'review' : 'therapy',
    bookedBy: 'practice',
  });
}

/** Agreed on at yesterday's visit for today; nobody answers. */
function missReview(told: RuptureTold): void {
  const { story } = told;
  const appointment = nameOf(story, 'ap', 'review');
  const noticedAt = story.endsAt + MISSED_AFTER;
  book(told, { appointment, start: noticedAt - 15 * MINUTE, at: story.endsAt - 22 * HOUR, byPhone: true });
  tell(told, ['appointment.missed', noticedAt], { ...namesOf(story), appointment, by: 'client', evidence: 'manual' });
}

const rated = (values: readonly number[]): readonly Answer[] =>
  values.map((value, i) => ({ item: `p${i + 1}`, value }));

/** Two answers of eight differ by one from week to week: a bond that is good, and not a copy of last week. */
function steady(dice: Dice): readonly Answer[] {
  const [up, down] = [dice.whole(0, 7), dice.whole(0, 7)];
  const values = STEADY.map((value, i) => value + (i === up ? 1 : 0) - (i === down ? 1 : 0));
  return [...rated(values), { item: 'r1', value: 0 }];
}

function lowAnswers(): readonly Answer[] {
  return [...rated(LOW_ANSWERS), { item: 'r1', value: 2 }, { item: 'r2', value: 7 }, { item: 'r3', value: 2 }];
}
