/** The words of a question in a reader's language, where the form ships them; in English, or by its id, otherwise. */
import type { Language } from '#lib/kernel';
import type { Instrument } from './instrument.js';

export function textIn({ items }: Instrument, id: string, language: Language): string {
  const text = items.find((item) => item.id === id)?.text;
  return text?.[language] ?? text?.en ?? id;
}
