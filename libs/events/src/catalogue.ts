/**
 * The event catalogue, version 1: every fact Rapport understands. The tag used inside (`appointment.missed`) and the
 * name on the wire (`rapport.appointment.missed.v1`) are two things, so that a name can grow a v2 without a rename.
 */
import type { Infer } from '#lib/kernel';
import { appointmentEvents } from './appointment.events.js';
import { engagementEvents } from './engagement.events.js';
import { episodeEvents } from './episode.events.js';
import { feedbackEvents } from './feedback.events.js';
import { noteEvents } from './note.events.js';
import { ownEvents } from './own.events.js';
import { peopleEvents } from './people.events.js';
import { visitEvents } from './visit.events.js';

export const CATALOGUE = {
  ...appointmentEvents,
  ...visitEvents,
  ...noteEvents,
  ...feedbackEvents,
  ...engagementEvents,
  ...episodeEvents,
  ...peopleEvents,
  ...ownEvents,
} as const;

type Catalogue = typeof CATALOGUE;
export type EventType = keyof Catalogue;
export type EventData<T extends EventType> = Infer<Catalogue[T]>;

/** What is true of every event, whatever it says. Times are milliseconds since 1970 UTC. */
export interface Envelope {
  /** The sender's id, permanently unique within `source`. */
  readonly id: string;
  readonly source: string;
  /**
   * Clinical time: when it happened, or of a form when it was entered; its data may date it earlier. First key of the
   * order of facts; the meaning of the type is the second.
   */
  readonly occurredAt: number;
  /** The sender's own order of versions: CloudEvents `sequence`, compared as text. Third key. */
  readonly sequence: string;
  /** Imported from history: it is folded and never notifies. */
  readonly historical: boolean;
}

export type ClinicEvent = {
  readonly [T in EventType]: Envelope & {
    readonly type: T;
    readonly data: EventData<T>;
  };
}[EventType];

const PREFIX = 'rapport.';
export const EVENT_TYPES = Object.keys(CATALOGUE) as readonly EventType[];
export const wireName = (type: EventType): string => `${PREFIX}${type}.v1`;
export const WIRE_NAMES: readonly string[] = EVENT_TYPES.map(wireName);

const byWireName = new Map<string, EventType>(EVENT_TYPES.map((t) => [wireName(t), t]));
export const typeOfWireName = (name: string): EventType | undefined => byWireName.get(name);

/** Types that only Rapport may append: a practice system that sends one is refused. */
export const isOwnType = (type: EventType): boolean => type in ownEvents;

/** The stream an event belongs to. Episodes are folded; what is told of a person is copied into each of their episodes. */
export function streamOf(event: Pick<ClinicEvent, 'type' | 'data'>): {
  kind: 'episode' | 'client' | 'clinician';
  ref: string;
} {
  const data = event.data as Partial<Record<'episode' | 'client' | 'clinician' | 'retired' | 'restored', string>>;
  if (data.episode !== undefined) return { kind: 'episode', ref: data.episode };
  // a merge is about the record that goes into another one: its episodes are what changes hands
  const merged = data.retired ?? data.restored;
  if (merged !== undefined) return { kind: 'client', ref: merged };
  if (data.client !== undefined) return { kind: 'client', ref: data.client };
  return { kind: 'clinician', ref: data.clinician ?? 'unknown' };
}

/** The name of an event's stream, such as `episode/ep-7`. */
export function streamNameOf(event: Pick<ClinicEvent, 'type' | 'data'>): string {
  const { kind, ref } = streamOf(event);
  return `${kind}/${ref}`;
}

/** The client of an event of which nobody can say whose it is. */
export const UNASSIGNED = 'unassigned';

/** What is told of a person, in a stream of their own. */
export const isPersonStream = (stream: string): boolean => /^(?:client|clinician)\//.test(stream);

/** The event of one type. */
export type EventOf<T extends EventType> = Extract<ClinicEvent, { readonly type: T }>;

const EPISODE = 'episode/';
/** The stream of an episode in the log; streams of clients, clinicians and what is quarantined have other prefixes. */
export const episodeStream = (ref: string): string => EPISODE + ref;
export const isEpisodeStream = (stream: string): boolean => stream.startsWith(EPISODE);
/** The reference of the episode whose stream this is. */
export const episodeOf = (stream: string): string => stream.slice(EPISODE.length);

/** How an event is named in evidence and timelines. */
export const refOf = ({ source, id }: { readonly source: string; readonly id: string }): string => `${source} ${id}`;
