/** A word out of a list, or a refusal that guesses which one was meant. */
import { nearest } from '#lib/kernel';
import { misuse } from './failure.js';

export function knownWord(name: string, words: readonly string[], text: string): string {
  if (words.includes(text)) return text;
  const meant = nearest(text, words);
  throw misuse(`${name} is "${text}"`, meant ? `did you mean "${meant}"?` : `give one of ${words.join(', ')}`);
}
