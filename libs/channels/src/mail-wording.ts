/**
 * The words of a mail. A subject stands on lock screens and in logs of other people's servers, so only these two
 * families exist in each language; the body says no more than the subject and carries one link to a page that asks for a key.
 */
import { type Language, DAY, HOUR, MINUTE } from '#lib/kernel';
import type { DeliveryItem } from './channel.js';
import { MAIL_WORDS, type MailSentences } from './mail-words.js';

const HOUR_FORM = '(?:[01][0-9]|2[0-3]):[0-5][0-9]';

/** Every subject there is, in every language. */
export const SUBJECT_FORMS: readonly RegExp[] = Object.values(MAIL_WORDS).flatMap(({ subjectBefore, subject }) => [
  new RegExp(`^${subjectBefore(HOUR_FORM)}$`),
  new RegExp(`^${subject}$`),
]);

export interface MailWords {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export function mailWords(item: DeliveryItem): MailWords {
  const words = MAIL_WORDS[item.language];
  const hour = hourToday(item);
  const sentence = hour === undefined ? words.waiting : words.before(hour);
  const subject = hour === undefined ? words.subject : words.subjectBefore(hour);
  const letter = { sentence, url: item.openUrl, words, language: item.language };
  return { subject, text: plain(letter), html: marked(letter) };
}

interface Letter {
  readonly sentence: string;
  readonly url: string;
  readonly words: MailSentences;
  readonly language: Language;
}

/** The appointment's wall clock, when it is still ahead on the day the alert was raised; days are those of its offset. */
function hourToday({ before, occurredAt }: DeliveryItem): string | undefined {
  if (before === undefined || before.epochMs <= occurredAt) return undefined;
  const shift = before.offsetMinutes * MINUTE;
  const dayOf = (epochMs: number): number => Math.floor((epochMs + shift) / DAY);
  return dayOf(before.epochMs) === dayOf(occurredAt) ? wallClock(before.epochMs + shift) : undefined;
}

function wallClock(shiftedMs: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const sinceMidnight = shiftedMs % DAY;
  return `${two(sinceMidnight / HOUR)}:${two((sinceMidnight % HOUR) / MINUTE)}`;
}

const plain = ({ sentence, url, words: { greeting, open, why } }: Letter): string =>
  `${greeting}\n\n${sentence}\n\n${open}:\n${url}\n\n${why}\n`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** No images and nothing loaded from elsewhere; the button keeps its contrast when a reader inverts colours. */
const marked = ({ sentence, url, words: { greeting, open, why }, language }: Letter): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Rapport</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 32em; margin: 2em auto; padding: 0 1em }
a { display: inline-block; padding: .6em 1.2em; border-radius: .4em; background: #1f5f5b; color: #fff; text-decoration: none }
small { color: #555 }
@media (prefers-color-scheme: dark) { body { background: #16211f; color: #e6eeec } small { color: #a9b8b5 } }
</style></head>
<body><p>${greeting}</p><p>${sentence}</p><p><a href="${escaped(url)}">${open}</a></p><p><small>${why}</small></p></body></html>
`;
