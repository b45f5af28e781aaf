/**
 * A course as the clinic lives through it: what has arrived is folded, what has fallen due by itself comes between, and
 * whatever is told is noted down with the time at which it was.
 */
import {
  alertsOf,
  continueEpisode,
  foldEpisode,
  isLive,
  lookAgainAt,
  type Alert,
  type EpisodeState,
} from '#lib/alliance';
import { TOO_LATE, type ClinicEvent } from '#lib/events';
import { toIso } from '#lib/kernel';
import { RULES } from './clinic.js';
import { aboutOf, type About } from './codes.js';
import { contentOf, type Course, type Happening } from './course.js';

export interface Telling {
  readonly about: About | undefined;
  readonly at: number;
  /** As it was told. */
  readonly alert: Alert;
}

export interface Lived {
  readonly events: readonly ClinicEvent[];
  readonly state: EpisodeState;
  readonly tellings: readonly Telling[];
}

const MOST_TIMERS = 500;
const NEWS_WHILE_FRESH: ReadonlySet<string> = new Set(['stopping-look', 'absence-noticed']);

export function live({ happenings, now }: Course): Lived {
  const diary = new Diary();
  for (const [i, one] of inOrderOfArrival(happenings).entries()) {
    const at = arrivalOf(one);
    if (at > now) continue;
    diary.letTimePass(at - 1);
    diary.take(one, `h${i}-${one.type}`, at);
  }
  diary.letTimePass(now);
  return diary;
}

const arrivalOf = ({ at, arrives = at }: Happening): number => arrives;

export const inOrderOfArrival = (happenings: readonly Happening[]): readonly Happening[] =>
  happenings.toSorted((a, b) => arrivalOf(a) - arrivalOf(b) || a.at - b.at);

export function eventOf({ at, type, data, historical = false }: Happening, id: string, state: EpisodeState) {
  const content = typeof data === 'function' ? data(state) : data;
  const event = { id, source: 'urn:practice', occurredAt: at, sequence: '', historical, type };
  return content && ({ ...event, data: contentOf(type, content) } as unknown as ClinicEvent);
}

class Diary implements Lived {
  readonly events: ClinicEvent[] = [];
  readonly tellings: Telling[] = [];
  state: EpisodeState = foldEpisode([], RULES);
  private now = -Infinity;

  take(one: Happening, id: string, at: number): void {
    const event = eventOf(one, id, this.state);
    if (event) this.append(event, at);
  }

  /** What comes in at one instant comes in together: nothing falls due within an import. */
  letTimePass(now: number): void {
    if (now < this.now) return;
    for (let i = 0; i < MOST_TIMERS; i++) {
      const due = lookAgainAt(this.state, RULES);
      if (!due || due.at > now) return;
      this.append(this.timerOf(due), Math.max(due.at, this.now));
    }
    throw new Error('no end of timers');
  }

  private append(event: ClinicEvent, at: number): void {
    this.now = at;
    this.events.push(event);
    const next = this.events.length === 1 ? 'refold' : continueEpisode(this.state, [event], RULES);
    this.state = next === 'refold' ? foldEpisode(this.events, RULES) : next;
    for (const alert of alertsOf(this.state))
      if (this.isNew(alert)) this.tellings.push({ about: aboutOf(alert), at, alert });
  }

  /** Whoever else hears of a safety answer on a rung of its own hears of the same. */
  private isNew(alert: Alert): boolean {
    const { key, rule, cause } = alert;
    const isSame = (told: Alert): boolean => told.key === key || (told.rule === rule && told.cause === cause);
    return !alert.historical && isLive(alert) && !this.tellings.some((telling) => isSame(telling.alert));
  }

  private timerOf({ at, reason }: NonNullable<ReturnType<typeof lookAgainAt>>): ClinicEvent {
    const escalates = reason === 'safety-unacknowledged' || reason === 'hearer-away';
    const { episode, client } = this.state;
    return {
      id: `timer-${reason}-${at}`,
      source: 'urn:rapport',
      occurredAt: escalates ? Math.max(at + 1, this.now) : at,
      sequence: '',
      // what should have been heard long ago is sent to nobody
      historical: NEWS_WHILE_FRESH.has(reason) && this.now - at > TOO_LATE,
      type: 'timer.due',
      data: { episode, client, dueAt: toIso(at), reason },
    } as unknown as ClinicEvent;
  }
}
