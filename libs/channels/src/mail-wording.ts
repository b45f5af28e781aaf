/**
 * The words of a mail. A subject stands on lock screens and in logs of other people's servers, so only these two
 * families exist; the body says no more than the subject and carries one link to a signed-in page.
 */
import { DAY, HOUR, MINUTE } from '#lib/kernel';
import type { DeliveryItem } from './channel.js';

export const SUBJECT_FORMS: readonly RegExp[] = [
  /^Rapport: something to look at before (?:[01][0-9]|2[0-3]):[0-5][0-9]$/,
  /^Rapport: 1 item is waiting$/,
];

export interface MailWords {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export function mailWords(item: DeliveryItem): MailWords {
  const hour = hourToday(item);
  const sentence = hour ? `There is something to look at before ${hour}.` : 'One item is waiting for you.';
  const subject = hour ? `Rapport: something to look at before ${hour}` : 'Rapport: 1 item is waiting';
  return { subject, text: plain(sentence, item.openUrl), html: marked(sentence, item.openUrl) };
}

const REASON = 'You get this because mail is switched on for you. You can change that in your settings in Rapport.';

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

const plain = (sentence: string, url: string): string =>
  `Hello,\n\n${sentence}\n\nOpen in Rapport:\n${url}\n\n${REASON}\n`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** No images and nothing loaded from elsewhere; the button keeps its contrast when a reader inverts colours. */
const marked = (sentence: string, url: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Rapport</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 32em; margin: 2em auto; padding: 0 1em }
a { display: inline-block; padding: .6em 1.2em; border-radius: .4em; background: #1f5f5b; color: #fff; text-decoration: none }
small { color: #555 }
@media (prefers-color-scheme: dark) { body { background: #16211f; color: #e6eeec } small { color: #a9b8b5 } }
</style></head>
<body><p>Hello,</p><p>${sentence}</p><p><a href="${escaped(url)}">Open in Rapport</a></p><p><small>${REASON}</small></p></body></html>
`;
