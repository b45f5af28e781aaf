import type { AdvisingRuleInWords } from '../words.js';

/** Raised by earlier versions only, and still to be read. About the calendar and the forms, never about the person; a chance, never a forecast of one course. */
export const stoppingChance: AdvisingRuleInWords = {
  title: {
    by: 'first',
    when: {
      nofut: 'Kein nächster Termin ist vereinbart',
      gap: 'Der letzte Termin liegt länger zurück als üblich',
      noshow: 'Zuletzt fanden Termine nicht statt',
      latecx: 'Zuletzt wurden Termine kurzfristig abgesagt',
      resch: 'Zuletzt wurden Termine verschoben',
      nonresp: 'Zuletzt kamen Bögen ohne Antwort zurück',
      openW: 'Eine Spannung ist offen, und der Kalender wird dünner',
      openC: 'Eine Spannung ist offen, und der Kalender wird dünner',
    },
    otherwise: 'Kalender und Bögen weichen vom hier Üblichen ab',
  },
  whatChanged: 'Kalender und Bögen liegen zusammen dort, wo Behandlungen öfter vorzeitig enden.',
  comparedWith: 'Mit dem, was nach ebenso vielen Terminen üblich ist: etwa {ratio}-mal so oft.',
  howSure: 'Gering. Auch bei solchen Zeichen kommen die meisten weiter.',
  otherReadings: 'Ferien, Schichtdienst, Reisen, Pflege, Geld oder Krankheit sehen im Kalender genauso aus.',
  tryNext: [
    {
      by: 'first',
      when: { nofut: 'Bieten Sie zwei Zeiten für den nächsten Termin an, eine davon per Video.' },
      otherwise: 'Fragen Sie, wie die Arbeit bisher passt, und hören Sie zuerst zu.',
    },
    'Wenn Sie den Grund kennen, vermerken Sie ihn hier und legen Sie dies beiseite.',
  ],
  wordsToOpenWith: 'Wie passt unsere Arbeit bisher für Sie, und was würde Ihnen das Kommen leichter machen?',
};
