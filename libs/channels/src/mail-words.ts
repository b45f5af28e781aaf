/** All that a mail says, by language. Neutral: whoever reads over a shoulder learns that something waits. */
import type { Language } from '#lib/kernel';

export interface MailSentences {
  readonly subject: string;
  readonly subjectBefore: (hour: string) => string;
  readonly greeting: string;
  readonly waiting: string;
  readonly before: (hour: string) => string;
  readonly open: string;
  readonly why: string;
}

export const MAIL_WORDS: Readonly<Record<Language, MailSentences>> = {
  en: {
    subject: 'Rapport: 1 item is waiting',
    subjectBefore: (hour) => `Rapport: something to look at before ${hour}`,
    greeting: 'Hello,',
    waiting: 'One item is waiting for you.',
    before: (hour) => `There is something to look at before ${hour}.`,
    open: 'Open in Rapport',
    why: 'You get this because mail is switched on for you. Your clinic can switch it off.',
  },
  de: {
    subject: 'Rapport: 1 Eintrag wartet',
    subjectBefore: (hour) => `Rapport: etwas zum Ansehen vor ${hour} Uhr`,
    greeting: 'Guten Tag,',
    waiting: 'Ein Eintrag wartet auf Sie.',
    before: (hour) => `Bitte sehen Sie sich vor ${hour} Uhr etwas an.`,
    open: 'In Rapport öffnen',
    why: 'Sie erhalten dies, weil E-Mail für Sie eingeschaltet ist. Ihre Einrichtung kann das ändern.',
  },
};
