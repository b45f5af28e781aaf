/**
 * What might be tried when a strain is open: content, not rules. A pack is one JSON document in one language; ours ship
 * with the program, and a clinic may put its own in their place. Steps stand in the order on which experts agree: first
 * acknowledge, invite, validate and say one's own part, then adjust the work; looking at patterns comes later.
 */
import { partOfMark } from '#lib/instruments';
import type { Language } from '#lib/kernel';

/** Of a strain, as marked in notes; whatever is not known, or both at once, is unspecified. */
export const KINDS = ['withdrawal', 'confrontation', 'unspecified'] as const;
export type Kind = (typeof KINDS)[number];

/** Eubanks, Burckell and Goldfried (2018): the first four are for the hour of the strain itself. */
export const STAGES = ['acknowledge', 'invite', 'validate', 'own-part', 'adjust', 'later'] as const;
export type Stage = (typeof STAGES)[number];

/** Part of the relationship that fell most, or that a note is about: scale codes of our forms. */
export const PARTS = [
  ...(['bond', 'task', 'goal', 'collaboration', 'engagement', 'respect', 'support', 'expectations'] as const),
  ...(['consistency', 'boundaries', 'genuineness', 'helpfulness', 'responsibility', 'carrying-over'] as const),
] as const;
export type Part = (typeof PARTS)[number];

export interface SuggestionStep {
  readonly stage: Stage;
  /** One or two short sentences to whoever works with the client. */
  readonly text: string;
  /** In place of `text` where the part is known. */
  readonly byPart?: Readonly<Partial<Record<Part, string>>>;
  /** Ids of the pack's sources. */
  readonly sources: readonly string[];
}

export interface Entry {
  /** In the order of `STAGES`. */
  readonly steps: readonly SuggestionStep[];
  /** To be said to the client. */
  readonly wordsToOpenWith: string;
}

export interface Source {
  readonly id: string;
  readonly text: string;
}

export interface SuggestionPack {
  readonly language: Language;
  /** Raised with every change of content: `1`, `1.1`. */
  readonly version: string;
  readonly title: string;
  readonly sources: readonly Source[];
  readonly entries: Readonly<Record<Kind, Entry>>;
}

export interface Suggestions {
  readonly tryNext: readonly string[];
  readonly wordsToOpenWith: string;
}

/** What a form asks in more detail belongs to one of the parts of a pack. */
const WITHIN: Readonly<Record<string, Part>> = {
  ...Object.fromEntries(PARTS.map((part) => [part, part])),
  trust: 'bond',
  openness: 'bond',
  empathy: 'bond',
  listening: 'bond',
  acceptance: 'bond',
  'coping-goals': 'engagement',
};
const partOf = (code: unknown): Part | undefined => WITHIN[String(code)];

/** What somebody was seen to be discontent with. */
const MOVES: Readonly<Record<string, Part>> = {
  'complaints-about-therapist': 'bond',
  'complaints-about-activities': 'task',
  'rejects-intervention': 'task',
  'complaints-about-progress': 'goal',
  'complaints-about-parameters': 'boundaries',
};
const partOfNote = (word: unknown): Part | undefined => MOVES[String(word)] ?? partOf(partOfMark(String(word)));

/** For a strain as an alert's facts describe it; each of them may be absent. */
export function suggest(
  { entries }: SuggestionPack,
  {
    kind,
    facet,
    part: fallen,
    mark,
  }: {
    readonly kind?: unknown;
    readonly facet?: unknown;
    readonly part?: unknown;
    readonly mark?: unknown;
  },
): Suggestions {
  const { steps, wordsToOpenWith } = entries[KINDS.find((one) => one === kind) ?? 'unspecified'];
  const part = partOf(fallen) ?? partOfNote(mark) ?? partOf(facet);
  return { tryNext: steps.map(({ text, byPart }) => (part && byPart?.[part]) ?? text), wordsToOpenWith };
}
