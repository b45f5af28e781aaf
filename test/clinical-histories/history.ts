/** A history: its course, and what a careful senior clinician wants told and not told, decided before it was run. */
import type { Attention } from '#lib/alliance';
import type { Language } from '#lib/kernel';
import type { About } from './codes.js';
import type { Course } from './course.js';

/** From which hour it may be told, and by which it has to be: numbers of weeks. */
type When = number | readonly [from: number, by: number];

export interface Wanted {
  readonly about: About;
  readonly at: When;
  /** Days that may pass after the last of these hours; the day of the hour itself unless told. */
  readonly days?: number;
  /** The part that is named first; of several each would be right. */
  readonly part?: string | readonly string[];
  readonly to?: string;
}

/** Told once for each line, in this order. */
export const told = (about: About, at: When, more: Omit<Wanted, 'about' | 'at'> = {}): Wanted => ({
  about,
  at,
  ...more,
});

export type Sayings = Readonly<Partial<Record<Language, readonly RegExp[]>>>;

export interface History {
  readonly id: string;
  readonly name: string;
  /** What a senior clinician wants, and why. */
  readonly wants: string;
  readonly course: Course;
  /** Everything that is to be told; nothing else may be. */
  readonly told: readonly Wanted[];
  /** What may be told as well, or not. */
  readonly mayTell?: readonly About[];
  /** How many messages there may be in all. */
  readonly most?: number;
  /** At the end; of several each would be right. */
  readonly attention: Attention | readonly Attention[];
  /** Somewhere in what was told and in the line of the caseload. */
  readonly says?: Sayings;
  readonly neverSays?: Sayings;
  /** In the line of the caseload or somewhere in the timeline: to be found by somebody who looks. */
  readonly shows?: Sayings;
  /** In the sentences of the timeline. */
  readonly timelineNever?: Sayings;
}

export interface Subject {
  readonly subject: string;
  readonly histories: readonly History[];
}

export const CALM: readonly Attention[] = ['on-course'];
/** A line in the list at most. */
export const QUIET: readonly Attention[] = ['on-course', 'keep-an-eye'];
/** Something has been told and waits. */
export const TALK: readonly Attention[] = ['talk-soon'];
/** Something has been told; whether its line has eased by the end is left to the product. */
export const TOLD: readonly Attention[] = ['talk-soon', 'keep-an-eye'];

/** Words that a part of the relationship may have on a screen. */
export const PART_WORDS = {
  trust: { en: [/trust|rely/i], de: [/vertrau|verlass/i] },
  openness: { en: [/open/i], de: [/offen/i] },
  empathy: { en: [/underst|empath|what things are like/i], de: [/verst|einfühl|empath/i] },
  listening: { en: [/listen|attention|heard/i], de: [/zuh|aufmerksam|gehört/i] },
  acceptance: { en: [/judge|accept|taken/i], de: [/urteil|angenommen|annahme|akzept|bewert/i] },
  goal: { en: [/goal/i], de: [/ziel/i] },
  task: { en: [/task|way of working|approach|way (you|we) (go|went|work)/i], de: [/vorgeh|arbeitsweise|aufgabe/i] },
  engagement: { en: [/engage|active|part taken|taking part/i], de: [/beteilig|mitarbeit|aktiv|mitwirk|engag/i] },
  exercises: {
    en: [/exercise|homework|task|between (hours|appointments|sessions)/i],
    de: [/übung|aufgabe|hausaufgabe|zwischen/i],
  },
} as const satisfies Readonly<Record<string, Sayings>>;
