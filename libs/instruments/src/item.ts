/** One question of a questionnaire: its words, its range, and how its answer counts. */
import type { Language } from '#lib/kernel';

/** By language; English is there where any is. */
export type ByLanguage<T> = { readonly [L in Language]?: T } & { readonly en: T };
export type Texts = ByLanguage<string>;
/** Names of the answers from the lowest upwards, one per step. */
export type Choices = ByLanguage<readonly string[]>;

export interface Item {
  /** As it arrives in `data.items[].item`. */
  readonly id: string;
  /** Absent when the licence does not allow shipping it. */
  readonly text?: Texts;
  /** The same question as it is put to the clinician, where that takes other words. */
  readonly asClinician?: Texts;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Scored as `min + max - answer`. */
  readonly reversed?: boolean;
  /** Possibly never asked, such as a third goal: its absence does not count as a missing answer. */
  readonly optional?: boolean;
  readonly choices?: Choices;
}

/** The answer as it counts: reversed items are mirrored inside their own range. */
export const recodeAnswer = (item: Item, answer: number): number =>
  item.reversed ? item.min + item.max - answer : answer;
