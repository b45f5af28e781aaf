/** What a practice sends: stories in which somebody has to be told something, told by the synthetic clinic. */
import { createHash } from 'node:crypto';
import { wireName } from '#lib/events';
import { MINUTE, canonicalJson, toIso } from '#lib/kernel';
import { ruptureStory } from '#lib/synthetic';

/** A CloudEvent in structured mode. */
export interface SentEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly sequence?: string;
  readonly historical?: true;
  readonly data: unknown;
}

export interface StoryName {
  readonly name: string;
  readonly seed: number;
  /** Milliseconds; the story ends a moment before. */
  readonly now: number;
}

/** One episode from its opening to a ruptured form and a missed review: some forty events, in clinical order. */
export function tellStory({ name, seed, now }: StoryName): SentEvent[] {
  const endsAt = now - 2 * MINUTE;
  const story = ruptureStory({ endsAt, episode: `ep-${name}`, client: `cl-${name}`, clinician: `dr-${name}`, seed });
  return story.map(({ event, arriveAt }) => ({
    specversion: '1.0',
    id: event.id,
    source: event.source,
    type: wireName(event.type),
    time: toIso(event.occurredAt),
    ...(event.sequence ? { sequence: event.sequence } : {}),
    ...(arriveAt <= endsAt ? { historical: true as const } : {}),
    data: event.data,
  }));
}

export const episodeOf = (name: string): string => `ep-${name}`;

/** What the log must hold for it, worked out here and not by the product: attributes as text, members sorted. */
export const payloadOf = (event: SentEvent): string =>
  canonicalJson({ ...event, ...(event.historical ? { historical: 'true' } : {}) });

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
