/** How one clinic is addressed. It is no part of the rules: a fold does not see it, and a change needs no rebuild. */
import { defaultPackDe } from './suggestions/default-pack.de.js';
import { defaultPackEn } from './suggestions/default-pack.en.js';
import type { SuggestionPack } from './suggestions/suggestion-pack.js';
import { german } from './de/words.js';
import { english } from './en/words.js';
import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from '#lib/kernel';
import type { Words } from './words.js';

export const WORDS: Readonly<Record<Language, Words>> = { en: english, de: german };

export const DEFAULT_PACKS: Readonly<Record<Language, SuggestionPack>> = { en: defaultPackEn, de: defaultPackDe };

/** In one language. */
export interface Wording {
  readonly words: Words;
  readonly suggestions: SuggestionPack;
}

/** In every language, and which of them is the clinic's own. */
export interface Wordings {
  readonly language: Language;
  readonly in: Readonly<Record<Language, Wording>>;
}

/** A clinic's own packs stand in the place of ours, language by language. */
export function wordingsOf({ language, suggestions }: WordingChoice): Wordings {
  const packs = new Map((suggestions ?? []).map((pack) => [pack.language, pack]));
  const wordings = LANGUAGES.map((one): readonly [Language, Wording] => [
    one,
    { words: WORDS[one], suggestions: packs.get(one) ?? DEFAULT_PACKS[one] },
  ]);
  return { language: language ?? DEFAULT_LANGUAGE, in: Object.fromEntries(wordings) as Record<Language, Wording> };
}

/** What a clinic may choose about it. */
export interface WordingChoice {
  readonly language?: Language;
  /** At most one for each language. */
  readonly suggestions?: readonly SuggestionPack[];
}

export const DEFAULT_WORDINGS: Wordings = wordingsOf({});
export const DEFAULT_WORDING: Wording = DEFAULT_WORDINGS.in[DEFAULT_LANGUAGE];
