import type { AdvisingRuleInWords } from '../words.js';

/** About the calendar, never about the person. */
export const stoppedComing: AdvisingRuleInWords = {
  title: {
    by: 'how',
    when: {
      'missed-one': 'Der letzte Termin wurde nicht wahrgenommen, keiner ist vereinbart',
      'missed-one-booked': 'Der letzte Termin wurde nicht wahrgenommen, der nächste ist vereinbart',
      missed: 'Die letzten {missed} Termine wurden nicht wahrgenommen, keiner ist vereinbart',
      'missed-booked': 'Die letzten {missed} Termine wurden nicht wahrgenommen, einer ist vereinbart',
      'late-one': 'Der letzte Termin wurde kurzfristig abgesagt, keiner ist vereinbart',
      'late-one-booked': 'Der letzte Termin wurde kurzfristig abgesagt, der nächste ist vereinbart',
      late: 'Die letzten {late} Termine wurden kurzfristig abgesagt, keiner ist vereinbart',
      'late-booked': 'Die letzten {late} Termine wurden kurzfristig abgesagt, einer ist vereinbart',
      mixed: 'Die letzten {count} Termine fielen aus oder wurden kurzfristig abgesagt',
      'mixed-booked': 'Die letzten {count} Termine fielen aus oder wurden kurzfristig abgesagt',
      often: '{ofLatest} der letzten {latest} Termine fielen aus oder wurden kurzfristig abgesagt',
      silence: 'Der letzte Termin liegt länger zurück als üblich, keiner ist vereinbart',
      'weeks-individual': '{weeks} Wochen hintereinander ohne Einzelstunde',
      'weeks-skills': '{weeks} Wochen hintereinander ohne Skillsgruppe',
      'four-individual': 'Vier Wochen hintereinander ohne Einzelstunde',
      'four-skills': 'Vier Wochen hintereinander ohne Skillsgruppe',
    },
    otherwise: 'Zuletzt fielen Termine aus',
  },
  whatChanged: [
    {
      by: 'since',
      when: {
        kept: 'Der letzte Termin, der stattfand, war am {lastOn}.',
        weeks: 'In jeder dieser Wochen war ein Termin angeboten, und keiner fand statt.',
        four: 'In der DBT beenden vier Wochen ohne Termin die vereinbarte Arbeit. Wie es weitergeht, entscheidet das Team.',
      },
      otherwise: 'Bisher hat kein Termin stattgefunden.',
    },
    {
      by: 'missedOn',
      when: {},
      present: {
        by: 'missed',
        when: { '1': 'Der Termin am {missedOn} wurde nicht wahrgenommen.' },
        otherwise: 'Der letzte nicht wahrgenommene Termin war am {missedOn}.',
      },
      otherwise: '',
    },
    { by: 'off', when: { yes: 'Was danach vereinbart war, hat die Praxis abgesagt.' }, otherwise: '' },
  ],
  comparedWith: {
    by: 'since',
    when: {
      weeks: 'Mit den vier Wochen, die in der DBT zu Beginn vereinbart werden.',
      four: 'Mit den vier Wochen, die in der DBT zu Beginn vereinbart werden.',
    },
    otherwise: 'Mit dem eigenen Kalender und dem, was darin üblich ist.',
  },
  howSure: {
    by: 'reason',
    when: {
      noted: 'Der Kalender ist sicher. Beim Termin ist ein Grund vermerkt.',
      silence: 'Der Kalender ist sicher, soweit er übermittelt wurde. Der Grund ist nicht bekannt.',
    },
    otherwise: 'Der Kalender ist sicher. Der Grund ist nicht bekannt.',
  },
  otherReadings: 'Ferien, Schichtdienst, Reisen, Pflege, Geld oder Krankheit sehen im Kalender genauso aus.',
  tryNext: [
    'Rufen Sie freundlich an, ohne nach dem Grund zu fragen, oder schicken Sie eine kurze Nachricht.',
    {
      by: 'booked',
      when: { yes: 'Nehmen Sie sich beim nächsten Termin Zeit für die Frage, was das Kommen leichter machen würde.' },
      otherwise: 'Bieten Sie zwei Zeiten an, eine davon per Video.',
    },
    'Ist eine Pause oder ein Ende vereinbart, tragen Sie es ein; dann endet dieser Hinweis von selbst.',
  ],
  wordsToOpenWith:
    'Ich habe an Sie gedacht und würde mich freuen, Sie zu sehen. Was würde Ihnen das Kommen leichter machen?',
};
