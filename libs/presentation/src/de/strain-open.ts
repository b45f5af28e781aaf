import type { Text } from '../text.js';
import type { RuleInWords } from '../words.js';

/** Wessen Bogen, und welcher. */
const form: Text = {
  by: 'form',
  when: {},
  present: { by: 'member', when: {}, present: '{form}, Mitglied {member}:', otherwise: '{form}:' },
  otherwise: 'Der Bogen:',
};
/** With the top of the range, where the facts bring it. */
const withRange = (ranged: string, otherwise: string): Text => ({ by: 'outOf', when: {}, present: ranged, otherwise });
const fall = withRange('jetzt {now} von {outOf}; zuvor {before}.', 'jetzt {now}; zuvor {before}.');
const lasting = (sentence: string): Text => ({ by: 'lowForms', when: {}, present: sentence, otherwise: '' });
const total: Text = {
  by: 'before',
  when: {},
  present: [form, fall, lasting('So ist es auf {lowForms} Bögen hintereinander, seit dem {lowSince}.')],
  otherwise: '',
};
const said: Text = [
  // an answer of another form than the figures is told with the day of its own
  {
    by: 'feltOn',
    when: {},
    present:
      'Am {feltOn} wurde die Frage, ob sich etwas zwischen Ihnen nicht stimmig anfühlte, mit „{felt}“ beantwortet.',
    otherwise: 'Die Frage, ob sich etwas zwischen Ihnen nicht stimmig anfühlte, wurde mit „{felt}“ beantwortet.',
  },
  { by: 'feltSince', when: { no: 'Auf dem letzten Bogen lautet die Antwort „nein“.' }, otherwise: '' },
  { by: 'times', when: {}, present: 'So war es auf {times} der letzten 4 Bögen.', otherwise: '' },
];
const felt: Text = { by: 'felt', when: {}, present: said, otherwise: '' };
const part: Text = [
  form,
  {
    by: 'earlier',
    when: {
      one: 'Die Antworten zu „{part}“ liegen jetzt bei {partNow} von 100, auf einem früheren bei {partBefore}.',
      first: 'Die Antworten zu „{part}“ liegen jetzt bei {partNow} von 100, anfangs bei {partBefore}.',
    },
    otherwise: 'Die Antworten zu „{part}“ liegen jetzt bei {partNow} von 100, sonst bei {partBefore}.',
  },
  { by: 'slowly', when: {}, present: 'Sie sind langsam gesunken, über {slowly} Bögen.', otherwise: '' },
  lasting('Sie liegen auf {lowForms} Bögen hintereinander niedriger, seit dem {lowSince}.'),
  { by: 'alsoPart', when: {}, present: 'Ebenfalls niedriger: {alsoPart}.', otherwise: '' },
  {
    by: 'before',
    when: {},
    present: withRange(
      'Der ganze Bogen liegt jetzt bei {now} von {outOf}; zuvor lag er bei {before}.',
      'Der ganze Bogen liegt jetzt bei {now}; zuvor lag er bei {before}.',
    ),
    otherwise: 'Der Bogen als Ganzes hat sich weniger bewegt.',
  },
];
const also: Text = [
  { by: 'alsoForm', when: {}, present: 'Ein anderer Bogen weist in dieselbe Richtung: {alsoForm}.', otherwise: '' },
  { by: 'alsoMember', when: {}, present: 'Ebenso der Bogen von Mitglied {alsoMember}.', otherwise: '' },
  { by: 'mark', when: {}, present: 'Auch in einer Notiz ist eine Spannung vermerkt: {mark}.', otherwise: '' },
];
/** A word that nobody understands is not repeated: the timeline has it. */
const marked: Text = {
  by: 'mark',
  when: {},
  present: {
    by: 'noted',
    when: { supervisor: 'In der Supervision wurde zu einer Stunde eine Spannung vermerkt: {mark}.' },
    otherwise: 'In einer Notiz zu einer Stunde ist eine Spannung vermerkt: {mark}.',
  },
  otherwise: {
    by: 'noted',
    when: { supervisor: 'In der Supervision wurde zu einer Stunde eine Spannung vermerkt.' },
    otherwise: 'In einer Notiz zu einer Stunde ist eine Spannung vermerkt.',
  },
};
const swing: Text = {
  by: 'lowForms',
  when: {},
  present: 'Auf {lowForms} Bögen hintereinander ist das selten Zufall.',
  otherwise: {
    by: 'slowly',
    when: {},
    present: 'Es zeigt sich über {slowly} Bögen und nicht nur auf einem.',
    otherwise: 'Einzelne Bögen pendeln sich oft wieder ein.',
  },
};
const openly =
  'Eine anstrengende Woche, ein schweres Thema oder schnelles Antippen können gleich aussehen. Es zu sagen, kann Vertrauen zeigen.';
const plainly = 'Eine anstrengende Woche, ein schweres Thema oder schnelles Antippen können gleich aussehen.';
const ownForms = 'Mit den eigenen früheren Bögen, nicht mit anderen Menschen.';

export const strainOpen: RuleInWords = {
  title: {
    by: 'basis',
    when: {
      part: {
        by: 'earlier',
        when: { one: 'Niedriger als auf einem früheren Bogen: {part}', first: 'Niedriger als anfangs: {part}' },
        otherwise: 'Niedriger als sonst: {part}',
      },
      'part-said': {
        by: 'earlier',
        when: {
          one: 'Nicht stimmig, und niedriger als früher: {part}',
          first: 'Nicht stimmig, und niedriger als anfangs: {part}',
        },
        otherwise: 'Nicht stimmig, und niedriger als sonst: {part}',
      },
      swings: 'Die Bögen schwanken stark auf und ab',
      'part-swings': {
        by: 'felt',
        when: {},
        present: 'Nicht stimmig, und auf und ab: {swingPart}',
        otherwise: 'Auf und ab von Bogen zu Bogen: {swingPart}',
      },
      slow: 'Die Bögen sinken langsam',
      drop: {
        by: 'lowForms',
        when: {},
        present: 'Auf {lowForms} Bögen seit dem {lowSince} deutlich niedriger als zuvor',
        otherwise: 'Der letzte Bogen liegt deutlich niedriger als die früheren',
      },
      said: {
        by: 'sure',
        when: { said: 'Auf dem Bogen steht, dass sich etwas nicht stimmig anfühlte' },
        otherwise: 'Etwas fühlte sich ein wenig nicht stimmig an',
      },
      both: {
        by: 'lowForms',
        when: {},
        present: 'Auf {lowForms} Bögen deutlich niedriger, und etwas fühlte sich nicht stimmig an',
        otherwise: 'Deutlich niedriger als früher, und etwas fühlte sich nicht stimmig an',
      },
      marked: {
        by: 'mark',
        when: {},
        present: 'Notiz zu einer Spannung: {mark}',
        otherwise: 'In einer Notiz ist eine Spannung vermerkt',
      },
      signs: { by: 'together', when: { one: 'Ein kleines Anzeichen' }, otherwise: 'Mehrere kleine Anzeichen zusammen' },
    },
    otherwise: 'So niedrig, dass sich ein Blick lohnt',
  },
  whatChanged: {
    by: 'basis',
    when: {
      part: [part, felt, also],
      'part-said': [part, felt, also],
      swings: [
        form,
        withRange(
          'Innerhalb der letzten sieben Bögen im Wechsel zwischen {swings} und {high} von {outOf}.',
          'Innerhalb der letzten sieben Bögen im Wechsel zwischen {swings} und {high}.',
        ),
        felt,
        also,
      ],
      'part-swings': [
        form,
        'Die Antworten zu „{swingPart}“ gingen im Wechsel auf und ab, zwischen {partLow} und {partHigh} von 100.',
        'So war es innerhalb der letzten sieben Bögen; der Bogen als Ganzes hat sich weniger bewegt.',
        felt,
        also,
      ],
      slow: [form, fall, 'Die Werte sind langsam gesunken, über {slowly} Bögen.', felt, also],
      drop: [total, felt, also],
      said: [form, felt, also],
      both: [total, felt, also],
      marked,
      signs: [
        {
          by: 'together',
          when: { one: 'Ein kleines Anzeichen: {small}.' },
          otherwise: 'Mehrere kleine Anzeichen zusammen: {small}.',
        },
        { by: 'form', when: {}, present: 'Der Bogen: {form}.', otherwise: '' },
      ],
    },
    otherwise: [
      form,
      {
        by: 'lowForms',
        when: {},
        present: [
          withRange('jetzt {now} von {outOf}.', 'jetzt {now}.'),
          'So niedrig ist es auf {lowForms} Bögen hintereinander, seit dem {lowSince}.',
        ],
        otherwise: withRange('jetzt {now} von {outOf}.', 'jetzt {now}.'),
      },
      also,
    ],
  },
  comparedWith: {
    by: 'basis',
    when: {
      part: ownForms,
      'part-said': ownForms,
      swings: ownForms,
      'part-swings': ownForms,
      slow: ownForms,
      drop: ownForms,
      said: 'Mit nichts: Es ist die Antwort auf dem Bogen.',
      both: ownForms,
      marked: 'Mit nichts: Es ist, was jemand in der Stunde gesehen hat.',
      signs: 'Mit dem, was hier sonst üblich ist: den eigenen Bögen und den eigenen Terminen.',
    },
    otherwise: 'Mit {floor}: Liegt dieser Bogen darunter, lohnt sich ein Blick.',
  },
  howSure: {
    by: 'sure',
    when: {
      said: {
        by: 'feltOn',
        when: {},
        present: 'Gut. Es wurde am {feltOn} auf dem Bogen direkt gesagt.',
        otherwise: 'Gut. Es wurde auf dem Bogen direkt gesagt.',
      },
      'said-before': 'Mittel. Auf einem früheren Bogen wurde es gesagt, auf dem letzten steht „nein“.',
      signs: 'Gering bis mittel. Jedes für sich sagt wenig. Wie sie zusammengezählt werden, ist noch nicht geprüft.',
      person: 'Gut. Die Bögen zeigen es, und jemand, der die Stunde kennt, sagt es auch.',
      marked: 'Mittel. Es ist der Blick einer Person auf die Stunde.',
      untested: ['Mittel. Der Bogen ist noch nicht geprüft.', swing],
      assumed: ['Mittel. Wie sehr dieser Bogen zufällig schwankt, ist angenommen und nicht gemessen.', swing],
    },
    otherwise: ['Mittel. Es ist mehr, als dieser Bogen zufällig schwankt.', swing],
  },
  otherReadings: {
    by: 'basis',
    when: {
      'part-swings': { by: 'felt', when: {}, present: openly, otherwise: plainly },
      said: openly,
      both: openly,
      'part-said': openly,
      marked:
        'Eine anstrengende Woche oder ein schweres Thema können gleich aussehen. Eine Person sieht nur einen Teil einer Stunde.',
      signs: 'Eine volle Woche, eine Krankheit oder Ferien können gleich aussehen.',
    },
    otherwise: plainly,
  },
};
