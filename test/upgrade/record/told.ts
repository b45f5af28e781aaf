/** Words in which the recorded histories are written: days counted from the first Monday, and one client's events. */
import { DAY, toIso } from '#lib/kernel';
import { dyadOf, pulse, type Dyad, type SentEvent } from '#lib/testkit';

type EventType = SentEvent['type'];
type Own<T extends EventType> = Omit<SentEvent<T>['data'], 'episode' | 'client' | 'clinician'>;

/** The last day that is lived through to its end. */
export const DAYS = 56;
/** When everything stops, in days. */
export const STOPPED = DAYS + 0.25;
export const START = Date.UTC(2026, 2, 2, 9);
export const day = (n: number): number => Math.round(START + n * DAY);
export const iso = (n: number): string => toIso(day(n));

export interface Arrival {
  /** The day on which it is sent; after it happened. */
  readonly sent: number;
  readonly event: SentEvent;
}

export const arriving = (events: readonly SentEvent[], sent?: number): Arrival[] =>
  events.map((event) => ({ event, sent: sent ?? Math.max(0, Math.ceil((event.at - START) / DAY)) }));

/** Its id says what, whose and when. */
export const on = <T extends EventType>(who: Dyad, at: number, { type, data }: Said<T>): SentEvent<T> => ({
  id: `${type}-${who.episode}-${at}`,
  type,
  at: day(at),
  data: { ...who, ...data } as unknown as SentEvent<T>['data'],
});
export interface Said<T extends EventType> {
  readonly type: T;
  readonly data: Own<T>;
}
export const said = <T extends EventType>(type: T, data: Own<T>): Said<T> => ({ type, data });

export const began = (who: Dyad, at: number, frame: Partial<Own<'episode.opened'>> = {}): SentEvent =>
  on(who, at, said('episode.opened', frame as Own<'episode.opened'>));

export interface Answers {
  readonly code: string;
  readonly version?: string;
  readonly respondent?: string;
  /** Begins the name of every item. */
  readonly prefix: string;
  readonly values: readonly number[];
}

/** Any form: items are numbered from 1. */
export function form(who: Dyad, at: number, answers: Answers): SentEvent {
  const { code, version = '1', respondent = 'client', prefix, values } = answers;
  const items = values.map((value, i) => ({ item: `${prefix}${i + 1}`, value }));
  const name = `${code}-${at}-${respondent.replace(':', '-')}`;
  const data = { form: name, instrument: { code, version }, respondent, items };
  return { ...on(who, at, said('feedback.submitted', data)), id: `form-${who.episode}-${name}` };
}

export const pulseBy = (who: Dyad, at: number, { level, respondent }: { level: number; respondent: string }) =>
  form(who, at, { code: 'pulse', prefix: 'p', respondent, values: Array.from({ length: 8 }, () => level) });

/** An attended hour, and the client's form at its end. */
export const hour = (who: Dyad, at: number, level = 9, feltOff: 0 | 1 | 2 = 0): SentEvent[] => [
  on(who, at, said('appointment.attended', { appointment: `${who.episode}-a${at}` })),
  pulse(who, day(at + 0.05), { form: `f${at}`, level, feltOff }),
];

/** Three weeks of a steady bond up to `at`. */
export const calm = (who: Dyad, at: number, frame: Partial<Own<'episode.opened'>> = {}): SentEvent[] => [
  began(who, at - 22, frame),
  ...hour(who, at - 21),
  ...hour(who, at - 14),
  ...hour(who, at - 7, 8),
];

/** The same, and then a form that says that something felt off. */
export const withRupture = (who: Dyad, at: number, frame: Partial<Own<'episode.opened'>> = {}): SentEvent[] => [
  ...calm(who, at, frame),
  ...hour(who, at, 4, 2),
];

export const who = (name: string, clinician?: string): Dyad => dyadOf(`ep-${name}`, clinician);
