/**
 * What every message that a person reads has to hold: plain, short, no verdict on anybody, readable over a shoulder.
 * The house's own messages are held to it by a spec, a clinic's own by the check of its file.
 */
import type { Violation, Language } from '#lib/kernel';
import { AVOIDED, type Avoided } from './avoided.js';

/** A title is a list line too. A safety text says nothing of the answer, so it has no digits. */
export type Surface = 'title' | 'text' | 'safety';

export const LONGEST_TITLE = 80;
/** Words in one sentence. */
export const LONGEST_SENTENCE = 20;

export interface LintFinding {
  readonly language: Language;
  readonly surface: Surface;
  /** Where the text stands, as a JSON pointer; the root unless said. */
  readonly pointer?: string;
}

type Finding = readonly [detail: string, hint: string];

/** Every fault of one text; none when it may be shown. The text itself is not repeated beyond the words in question. */
export function lintWording(text: string, { language, surface, pointer = '' }: LintFinding): readonly Violation[] {
  const findings = [
    ...avoidedIn(text, language),
    ...marksIn(text),
    ...longSentences(text),
    ...(surface === 'title' ? longTitle(text) : []),
    ...(surface === 'safety' && /[0-9]/.test(text) ? [DIGIT] : []),
  ];
  return findings.map(([detail, hint]) => ({ pointer, code: 'wording', detail, hint }));
}

interface Sought {
  readonly pattern: RegExp;
  readonly instead: string;
}

/** The engine's own word borders know ASCII letters only; umlauts are letters here. */
const sought = ({ pattern, instead }: Avoided): Sought => ({
  pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern.replaceAll('\\w', '\\p{L}')})(?!\\p{L})`, 'giu'),
  instead,
});

const PATTERNS: Readonly<Record<Language, readonly Sought[]>> = {
  en: AVOIDED.en.map(sought),
  de: AVOIDED.de.map(sought),
};

const avoidedIn = (text: string, language: Language): Finding[] =>
  PATTERNS[language].flatMap(({ pattern, instead }) => {
    const said = new Set([...text.matchAll(pattern)].map(([word]) => word));
    return [...said].map((word) => [`says "${word}"`, instead] as const);
  });

const DIGIT: Finding = ['has a digit', 'say nothing of an answer or a score'];
const MARKS: readonly (readonly [RegExp, ...Finding])[] = [
  [/!/, 'has an exclamation mark', 'end the sentence with a full stop'],
  [/[{}]/, 'has a placeholder that nothing fills', 'write the word itself'],
  [/\b(?:undefined|null|NaN|Infinity|\[object)\b/, 'has a value that is missing', 'write the word itself'],
  [/\s{2}|^\s|\s$/, 'has spaces that nobody needs', 'take them out'],
  [/\p{Lu}{5,}/u, 'shouts in capitals', 'write small letters'],
];

const marksIn = (text: string): Finding[] => [
  ...(text === '' ? [['says nothing', 'write a sentence, or take the member out'] as const] : []),
  ...MARKS.flatMap(([mark, ...finding]) => (mark.test(text) ? [finding] : [])),
];

const longTitle = ({ length }: string): Finding[] =>
  length <= LONGEST_TITLE ? [] : [[`has ${length} characters`, `use at most ${LONGEST_TITLE} in a title`]];

const longSentences = (text: string): Finding[] =>
  text.split(/[.?:;](?=\s)/).flatMap((sentence) => {
    const length = sentence.match(/\S+/g)?.length ?? 0;
    if (length <= LONGEST_SENTENCE) return [];
    return [[`has a sentence of ${length} words`, `use at most ${LONGEST_SENTENCE}`] as const];
  });
