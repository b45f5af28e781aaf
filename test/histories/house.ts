/**
 * The rooms without a database: streams of people and episodes, facts of people copied into episodes before these are
 * folded, what is foreign put aside. It stands for `pipeline/follow`, on the same copies and the same fold; what the
 * pipeline itself does is looked at by `clinics`.
 */
import { continueEpisode, foldEpisode, lookAgainAt, readState, writeState, type EpisodeState } from '#lib/alliance';
import {
  episodeOf,
  isEpisodeStream,
  isPersonStream,
  refOf,
  streamNameOf,
  wireName,
  type ClinicEvent,
} from '#lib/events';
import { FLAG, toClinicEvent, type NewEvent, type StoredEvent } from '#lib/eventlog';
import { toIso } from '#lib/kernel';
import { peopleOf } from '#lib/readmodels';
import { copyOf, withoutNames } from '../../libs/pipeline/src/follow/copied-facts.js';
import { foreignIn } from '../../libs/pipeline/src/follow/foreign-facts.js';
import { ownEvent } from '../../libs/pipeline/src/ingest/own-events.js';
import { RULES } from '../simulation/rules.js';
import { NOW, type Told } from './clinic.js';
import { distorted, type Mutant } from './mutants.js';

const TENANT = 1;
const MOST_TIMERS = 60;
const UNKNOWN = foldEpisode([], RULES);

interface Followed {
  readonly state: EpisodeState;
  readonly version: number;
}

export class House {
  private readonly streams = new Map<string, StoredEvent[]>();
  private readonly ids = new Set<string>();
  private readonly states = new Map<string, Followed>();
  private readonly marks = new Set<string>();
  private position = 0;

  constructor(private readonly mutant?: Mutant) {}

  /** One batch arrives, and what it asks for is done. */
  take(batch: readonly Told[]): void {
    for (const told of batch) this.append(newEventOf(told));
    this.settle();
  }

  /** By stream, in the order of their names. */
  episodes(): readonly (readonly [stream: string, state: EpisodeState])[] {
    return [...this.states].map(([stream, { state }]) => [stream, state] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  }

  events(stream: string): readonly ClinicEvent[] {
    return (this.streams.get(stream) ?? []).map((event) => toClinicEvent(event));
  }

  /** Time passes until nothing is due any more. */
  letTimePass(): void {
    for (let i = 0; i < MOST_TIMERS; i++) {
      const due = this.episodes().flatMap(([stream, state]) => {
        const next = lookAgainAt(state, RULES);
        return next && next.at <= NOW ? [{ stream, state, ...next }] : [];
      });
      if (due.length === 0) return;
      for (const timer of due) this.append(timerOf(timer));
      this.settle();
    }
  }

  private append(event: NewEvent): void {
    const ref = `${event.source} ${event.externalId}`;
    if (this.ids.has(ref)) return;
    this.ids.add(ref);
    const { stream } = event;
    const events = this.streams.get(stream) ?? [];
    const at = { position: ++this.position, version: events.length + 1, receivedAt: NOW, trace: null };
    events.push({ ...event, ...at } as StoredEvent);
    this.streams.set(stream, events);
    this.marks.add(stream);
  }

  private settle(): void {
    for (let round = 0; this.marks.size > 0; round++) {
      if (round > 200) throw new Error(`no end of following: ${[...this.marks].join(', ')}`);
      for (const stream of [...this.marks]) this.follow(stream);
    }
  }

  private follow(stream: string): void {
    if (isPersonStream(stream)) return this.relay(stream);
    if (!isEpisodeStream(stream)) return void this.marks.delete(stream);
    const events = this.streams.get(stream) ?? [];
    const was = this.states.get(stream);
    const after = this.fold(was, events);
    const known = new Set(peopleOf(was?.state ?? UNKNOWN));
    if (this.bring(stream, peopleOf(after), known)) return;
    this.marks.delete(stream);
    this.states.set(stream, { state: readState(writeState(after)), version: events.length });
    this.passOn(after, events, known);
  }

  /** To the streams of whoever is new here, and to places of their own. */
  private passOn(state: EpisodeState, events: readonly StoredEvent[], known: ReadonlySet<string>): void {
    for (const person of peopleOf(state)) if (!known.has(person) && this.streams.has(person)) this.marks.add(person);
    if (state.foreign.length === 0) return;
    const foreign = foreignIn(this.seen(events), RULES);
    for (const event of events) if (foreign.has(refOf(toClinicEvent(event)))) this.append(withoutNames(event));
  }

  private fold(was: Followed | undefined, events: readonly StoredEvent[]): EpisodeState {
    const whole = (): EpisodeState => foldEpisode(this.seen(events), RULES);
    if (!was) return whole();
    const next = continueEpisode(was.state, this.seen(events.slice(was.version)), RULES);
    if (next !== 'refold') return next;
    return this.mutant === 'late-facts-are-dropped' ? was.state : whole();
  }

  private seen(events: readonly StoredEvent[]): readonly ClinicEvent[] {
    const { mutant } = this;
    const facts = events.map((event) => toClinicEvent(event));
    return mutant ? facts.flatMap((fact, i) => distorted(mutant, fact, events[i] as StoredEvent)) : facts;
  }

  /** What is told of people that has not come in yet; whether there was any. */
  private bring(stream: string, people: readonly string[], known: ReadonlySet<string>): boolean {
    const before = this.position;
    for (const person of people)
      if (!known.has(person) || this.marks.has(person))
        for (const event of this.streams.get(person) ?? []) this.append(copyOf({ event, episode: episodeOf(stream) }));
    return this.position > before;
  }

  private relay(person: string): void {
    this.marks.delete(person);
    const events = this.streams.get(person) ?? [];
    for (const [stream, { state }] of this.states)
      if (peopleOf(state).includes(person))
        for (const event of events) this.append(copyOf({ event, episode: episodeOf(stream) }));
  }
}

function newEventOf(told: Told): NewEvent {
  const { id, source, type, at, data, sequence = '', historical = false } = told;
  const stream = streamNameOf({ type, data } as ClinicEvent);
  return {
    tenant: TENANT,
    stream,
    shard: 0,
    opens: type === 'episode.opened',
    type: wireName(type),
    source,
    externalId: id,
    occurredAt: at,
    occurredOffset: 0,
    recordedAt: undefined,
    sequence,
    flags: historical ? FLAG.historical : 0,
    trace: undefined,
    payload: JSON.stringify({ id, source, data }),
    hash: Buffer.alloc(0),
  };
}

interface Due {
  readonly stream: string;
  readonly state: EpisodeState;
  readonly at: number;
  readonly reason: NonNullable<ReturnType<typeof lookAgainAt>>['reason'];
}

/** As `FireDueTimers` dates it: an escalation to when it happens, all else to when it fell due. */
function timerOf({ stream, state: { client }, at, reason }: Due): NewEvent {
  const episode = episodeOf(stream);
  const escalating = reason === 'safety-unacknowledged';
  const data = { episode, client, dueAt: toIso(at), reason };
  const id = `timer-${reason}-${episode}-${at}`;
  const occurredAt = escalating ? Math.max(NOW, at + 1) : at;
  return ownEvent({ tenant: TENANT, type: 'timer.due', id, occurredAt, data });
}
