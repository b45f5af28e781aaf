import type { AdvisingRuleInWords } from '../words.js';

/** Alerts of earlier versions bring no dates. */
export const missedDuringStrain: AdvisingRuleInWords = {
  title: {
    by: 'missedFrom',
    when: {},
    present: 'Seit dem {missedFrom} fielen {missed} Termine aus; eine Spannung ist offen',
    otherwise: {
      by: 'missed',
      when: {
        '1': {
          by: 'missedOn',
          when: {},
          present: 'Der Termin am {missedOn} fand nicht statt; eine Spannung ist offen',
          otherwise: 'Ein Termin fand nicht statt, während eine Spannung offen ist',
        },
      },
      otherwise: '{missed} Termine fanden nicht statt, während eine Spannung offen ist',
    },
  },
  whatChanged: [
    {
      by: 'missedFrom',
      when: {},
      present: '{missed} Termine wurden nicht wahrgenommen, der erste am {missedFrom}, der letzte am {missedOn}.',
      otherwise: {
        by: 'missed',
        when: {
          '1': {
            by: 'missedOn',
            when: {},
            present: 'Der Termin am {missedOn} wurde nicht wahrgenommen.',
            otherwise: 'Ein Termin wurde nicht wahrgenommen.',
          },
        },
        otherwise: '{missed} Termine wurden nicht wahrgenommen.',
      },
    },
    { by: 'booked', when: { yes: 'Der nächste steht im Kalender.' }, otherwise: 'Im Kalender steht kein nächster.' },
  ],
  comparedWith: 'Mit dem eigenen Kalender, seit die Spannung begann.',
  howSure: {
    by: 'reason',
    when: { noted: 'Der Kalender ist sicher. Beim Termin ist ein Grund vermerkt.' },
    otherwise: 'Der Kalender ist sicher. Der Grund ist nicht bekannt.',
  },
  otherReadings: 'Arbeit, Krankheit, Geld oder der Weg sind häufige Gründe.',
  tryNext: [
    'Schicken Sie eine kurze, freundliche Nachricht, ohne nach dem Grund zu fragen.',
    {
      by: 'booked',
      when: { yes: 'Nehmen Sie sich beim nächsten Termin ein paar Minuten für die Frage, wie es steht.' },
      otherwise: 'Bieten Sie zwei Zeiten an, eine davon per Video.',
    },
  ],
  wordsToOpenWith: 'Ich habe an Sie gedacht und würde mich freuen, Sie zu sehen.',
};
