/** Words that no message says, in each language, and what it says instead. Patterns are matched without regard to case. */
import type { Language } from '#lib/kernel';

export interface Avoided {
  /** Source of a regular expression for a whole word or phrase. */
  readonly pattern: string;
  readonly instead: string;
}

const STRAIN = 'say "strain" or "hard moment"';
const DID_NOT = 'say "did not" or "chose not to"';
const CALM = 'say what can be seen, and leave the hurry out';
const LOOK = 'say "something to look at"';
const SPANNUNG = 'schreiben Sie „Spannung“';
const RUHIG = 'schreiben Sie, was zu sehen ist, ohne Eile';

export const AVOIDED: Readonly<Record<Language, readonly Avoided[]>> = {
  en: [
    { pattern: 'ruptur\\w*', instead: STRAIN },
    { pattern: 'resist(?:ed|s|ing|an\\w*)?|non-?complian\\w*|refus\\w*', instead: DID_NOT },
    { pattern: 'no-?shows?', instead: 'say "missed"' },
    { pattern: 'drop-?(?:s|ped|ping)?[ -]?outs?|dropping out', instead: 'say "chance of stopping early"' },
    { pattern: 'risks?|risky|at-risk', instead: 'say "chance"' },
    { pattern: 'deteriorat\\w*|worsen\\w*', instead: 'say "lower than before"' },
    { pattern: 'poor(?:ly)?|bad(?:ly)?', instead: 'say "lower"' },
    { pattern: 'fail\\w*', instead: 'say "no form yet" or "did not"' },
    {
      pattern: 'your (?:client|patient)s?|difficult (?:client|patient)s?',
      instead: 'speak of the form or the calendar',
    },
    { pattern: 'alert\\w*|alarm\\w*|warn\\w*', instead: LOOK },
    { pattern: 'interven\\w*', instead: 'say "talk it through"' },
    { pattern: 'blam\\w*|faults?|guilt\\w*', instead: 'assume good will on both sides' },
    { pattern: 'urgent\\w*|immediately|asap|must|have to', instead: CALM },
    { pattern: 'diagnos\\w*', instead: 'leave it to whoever works with the client' },
  ],
  de: [
    { pattern: 'ruptur\\w*|\\w*br(?:uch|üche)s?', instead: SPANNUNG },
    { pattern: 'resist\\w*|widerst[aä]nd\\w*|widersetz\\w*', instead: 'schreiben Sie, was geschah' },
    {
      pattern: '(?:ver)?weiger\\w*|non-?complian\\w*|uneinsichtig\\w*',
      instead: 'schreiben Sie „nicht“ und was geschah',
    },
    {
      pattern: 'no-?shows?|versäum\\w*|geschwänzt|nicht erschienen|unentschuldigt\\w*',
      instead: 'schreiben Sie „nicht wahrgenommen“',
    },
    { pattern: 'drop-?outs?|\\w*abbr[eui]ch\\w*|abgebrochen\\w*', instead: 'schreiben Sie „vorzeitiges Ende“' },
    { pattern: '\\w*risik\\w*|\\w*gefahr\\w*|gefährd\\w*', instead: 'schreiben Sie „Wahrscheinlichkeit“' },
    { pattern: 'verschlechter\\w*|verschlimmer\\w*', instead: 'schreiben Sie „niedriger als zuvor“' },
    { pattern: 'schlecht\\w*|mangelhaft\\w*', instead: 'schreiben Sie „niedriger“' },
    { pattern: 'versag\\w*|gescheitert\\w*|scheiter\\w*', instead: 'schreiben Sie „noch kein Bogen“ oder „nicht“' },
    {
      pattern: 'ihr(?:e|en|em|er)? (?:klient|patient)\\w*|schwierige\\w* (?:klient|patient)\\w*',
      instead: 'schreiben Sie vom Bogen oder vom Kalender',
    },
    { pattern: 'alarm\\w*|warn\\w*', instead: 'schreiben Sie „etwas zum Ansehen“' },
    { pattern: 'interven\\w*|eingreifen', instead: 'schreiben Sie „besprechen“' },
    { pattern: 'schuld\\w*|vorw[uü]rf\\w*|fehler\\w*', instead: 'unterstellen Sie beiden Seiten guten Willen' },
    { pattern: 'dringend\\w*|sofort\\w*|umgehend|unverzüglich|müssen|muss', instead: RUHIG },
    { pattern: 'diagnos\\w*', instead: 'überlassen Sie das der Behandlungsseite' },
    { pattern: 'du|dich|dir|dein\\w*|euch|euer\\w*', instead: 'schreiben Sie „Sie“' },
  ],
};
