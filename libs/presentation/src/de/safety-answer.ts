import type { AdvisingRuleInWords } from '../words.js';

/** Fixed wording: no answer, no score, no judgement of urgency beyond the clinic's own protocol. */
export const safetyAnswer: AdvisingRuleInWords = {
  title: {
    by: 'level',
    when: { immediate: 'Eine Antwort auf einem Bogen sollte jetzt gelesen werden' },
    otherwise: 'Eine Antwort auf einem Bogen sollte heute gelesen werden',
  },
  whatChanged: {
    by: 'told',
    when: {
      cover: 'Ein Bogen enthält eine Antwort, die ein Mensch lesen sollte. Noch hat niemand bestätigt, sie zu haben.',
      dutyLead:
        'Ein Bogen enthält eine Antwort, die ein Mensch lesen sollte. Noch hat niemand bestätigt, sie zu haben.',
    },
    otherwise: 'Ein Bogen enthält eine Antwort, die ein Mensch lesen sollte.',
  },
  comparedWith: {
    by: 'answeredOn',
    when: {},
    present:
      'Mit nichts: Eine einzelne Antwort genügt. Der Bogen wurde am {answeredOn} ausgefüllt und später eingetragen.',
    otherwise: 'Mit nichts: Eine einzelne Antwort genügt.',
  },
  howSure: {
    by: 'whose',
    when: {
      'nobody-known':
        'Die Antwort ist sicher. Von wem sie ist, lässt sich nicht sagen: Der Bogen kam für eine andere Person als die, deren Behandlung er nennt.',
    },
    otherwise: 'Die Antwort ist sicher. Was sie bedeutet, kann nur ein Mensch herausfinden.',
  },
  otherReadings: {
    by: 'later',
    when: {
      amended: 'Eine spätere Fassung des Bogens antwortet anders. Beide sind zu lesen; Nachfragen klärt es.',
      'sent-again': 'Eine spätere Fassung des Bogens antwortet anders. Beide sind zu lesen; Nachfragen klärt es.',
      voided: 'Der Bogen wurde seither zurückgenommen. Gegeben wurde die Antwort trotzdem; Nachfragen klärt es.',
      'wrong-person':
        'Der Bogen wurde seither zurückgenommen, weil er zu jemand anderem gehört. Jemand hat so geantwortet: Finden Sie heraus, wer.',
    },
    otherwise: 'Vielleicht ist es eine ältere Sorge. Lesen und Fragen klären es.',
  },
  tryNext: [
    'Folgen Sie dem Ablauf Ihrer Einrichtung. Rapport beurteilt keine Dringlichkeit.',
    {
      by: 'whose',
      when: {
        'nobody-known':
          'Finden Sie heraus, von wem der Bogen ist. Der Betrieb findet seine Kennung in der Liste der beiseitegelegten Ereignisse; das Praxissystem weiß, wer ihn ausgefüllt hat.',
      },
      otherwise: 'Öffnen Sie den Bogen und lesen Sie ihn.',
    },
  ],
  wordsToOpenWith: 'Danke, dass Sie ehrlich geantwortet haben. Ich möchte gern hören, wie es Ihnen geht.',
};
