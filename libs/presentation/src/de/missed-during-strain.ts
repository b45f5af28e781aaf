import type { AdvisingRuleInWords } from '../words.js';

export const missedDuringStrain: AdvisingRuleInWords = {
  title: {
    by: 'missed',
    when: { '1': 'Ein Termin fand nicht statt, während eine Spannung offen ist' },
    otherwise: '{missed} Termine fanden nicht statt, während eine Spannung offen ist',
  },
  whatChanged: {
    by: 'booked',
    when: { yes: 'Ein Termin wurde nicht wahrgenommen; der nächste steht im Kalender.' },
    otherwise: 'Ein Termin wurde nicht wahrgenommen; im Kalender steht kein nächster.',
  },
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
