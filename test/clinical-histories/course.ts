/**
 * A course of therapy in a compact notation: weeks, each with its hour and what else happened. From it come the events
 * that a practice system would send, in the order in which they arrive.
 */
import type { EpisodeState } from '#lib/alliance';
import type { EventData, EventType } from '#lib/events';
import { DAY, HOUR, MINUTE, toIso } from '#lib/kernel';

/** The first hour: a Monday at ten. */
export const START = Date.UTC(2026, 0, 5, 10);
export const CLIENT = 'c1';
export const CLINICIAN = 'k1';
const EPISODE = 'e1';

/** One place in the calendar of a course. */
export interface Moment {
  readonly at: number;
  /** The number of the week, from 1. */
  readonly hour: number;
  readonly appointment: string;
}

type Content = Readonly<Record<string, unknown>>;

/** Something that is told. What a person does with an alert depends on the alerts there are. */
export interface Happening {
  readonly at: number;
  readonly type: EventType;
  readonly data: Content | ((state: EpisodeState) => Content | undefined);
  /** When it comes in, where that is later than it happened. */
  readonly arrives?: number;
  readonly historical?: boolean;
}

export type Fact = (moment: Moment) => readonly Happening[];

export interface Week {
  /** Whether an hour was booked for it. */
  readonly booked: boolean;
  readonly facts: readonly Fact[];
}

type Own<T extends EventType> = Omit<EventData<T>, 'episode' | 'client' | 'appointment'>;

/** A fact of some type, so many minutes after the hour began. Who it is about is added later. */
export const tell =
  <T extends EventType>(type: T, data: Own<T> | ((moment: Moment) => Own<T>), minutes = 70): Fact =>
  (moment) => [
    {
      at: moment.at + minutes * MINUTE,
      type,
      data: { ...placeOf(type, moment), ...(typeof data === 'function' ? data(moment) : data) },
    },
  ];

/** What is about an hour says which. */
const placeOf = (type: EventType, { appointment }: Moment): Content =>
  /^(appointment|visit)\./.test(type) ? { appointment } : {};

export const later =
  (days: number, fact: Fact): Fact =>
  (moment) =>
    fact(moment).map((one) => ({ ...one, at: one.at + days * DAY }));

export interface Plan {
  readonly approach?: NonNullable<EventData<'episode.opened'>['approach']>;
  readonly goalsAgreed?: boolean;
  readonly plannedVisits?: number;
  /** Days from one hour to the next; weekly unless told. */
  readonly cadence?: number;
  /** Days after an hour on which the practice books the next one; at once unless told. */
  readonly bookedAfter?: number;
  /** Whether an hour after the last week is booked, which it is unless told. */
  readonly next?: false;
  /** Days that pass after the last hour; some hours unless told. */
  readonly wait?: number;
  /** So many of the first weeks were brought in from an earlier system, the day before the week after them. */
  readonly imported?: number;
  /** Nobody sent that the work has begun. */
  readonly unopened?: true;
}

export interface Course {
  readonly happenings: readonly Happening[];
  /** When it is looked at. */
  readonly now: number;
  readonly hourAt: (hour: number) => number;
}

export function course(plan: Plan, ...weeks: readonly Week[]): Course {
  const { cadence = 7, next, wait = 0.25 } = plan;
  const hourAt = (hour: number): number => START + (hour - 1) * cadence * DAY;
  const moments = weeks.map((week, i) => ({ ...week, at: hourAt(i + 1), hour: i + 1, appointment: `a${i + 1}` }));
  const after = { at: hourAt(weeks.length + 1), hour: weeks.length + 1, appointment: `a${weeks.length + 1}` };
  const booked: Moment[] = [...moments.filter((week) => week.booked), ...(next === false ? [] : [after])];
  const happenings = [
    ...(plan.unopened ? [] : [openingOf(plan)]),
    ...booked.map((moment) => bookingOf(moment, plan)),
    ...moments.flatMap((week) => week.facts.flatMap((fact) => fact(week))),
  ];
  const brought = plan.imported === undefined ? happenings : bringIn(happenings, hourAt(plan.imported + 1) - DAY);
  return { happenings: brought, now: hourAt(weeks.length) + wait * DAY, hourAt };
}

const bringIn = (happenings: readonly Happening[], arrives: number): readonly Happening[] =>
  happenings.map((one) => (one.at < arrives ? { ...one, historical: true, arrives } : one));

function openingOf({ approach, goalsAgreed, plannedVisits, cadence = 7 }: Plan): Happening {
  const data = { clinician: CLINICIAN, cadenceDays: cadence, approach, goalsAgreed, plannedVisits };
  return { at: START - 3 * DAY, type: 'episode.opened', data: withoutUndefined(data) };
}

function bookingOf({ at, hour, appointment }: Moment, { cadence = 7, bookedAfter }: Plan): Happening {
  const before = hour === 1 ? START - 2 * DAY : at - cadence * DAY;
  const told = hour === 1 ? before : before + (bookedAfter === undefined ? 65 * MINUTE : bookedAfter * DAY);
  const end = toIso(at + HOUR);
  return { at: told, type: 'appointment.booked', data: { appointment, start: toIso(at), end, bookedBy: 'practice' } };
}

/** As an event says it: whose it is, and nothing that nobody said. */
export function contentOf(type: EventType, data: Content): Content {
  if (type.startsWith('clinician.')) return withoutUndefined(data);
  return withoutUndefined({ ...(type.startsWith('client.') ? {} : { episode: EPISODE }), client: CLIENT, ...data });
}

const withoutUndefined = (data: Content): Content =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));

export const times = <T>(count: number, one: T): readonly T[] => Array.from({ length: count }, () => one);
