import type { Text } from '../text.js';
import type { AdvisingRuleInWords } from '../words.js';

const low: Text = [
  { by: 'outOf', when: {}, present: 'im Mittel {low} von {outOf}', otherwise: 'im Mittel {low}' },
  'über die ersten {forms} Bögen.',
];

export const lowStart: AdvisingRuleInWords = {
  title: 'Die Bögen liegen seit den ersten Stunden niedrig',
  whatChanged: {
    by: 'form',
    when: {},
    present: {
      by: 'member',
      when: {},
      present: ['{form}, Mitglied {member}:', low],
      otherwise: ['{form}:', low],
    },
    otherwise: 'Die ersten Bögen liegen niedrig.',
  },
  comparedWith: 'Mit dem Wert, unter dem sich bei diesem Bogen ein Blick lohnt, und mit nichts Früherem.',
  howSure: 'Mittel. Manche Menschen bewerten niedrig, was auch geschieht, und erste Stunden sind schwer zu bewerten.',
  otherReadings: 'Ein vorsichtiger Beginn, Zweifel am Bogen oder ein schwerer Anfang können gleich aussehen.',
  tryNext: [
    'Fragen Sie, was erhofft war und was bisher fehlt.',
    'Sehen Sie gemeinsam auf Ziele und Arbeitsweise, bevor es weitergeht.',
    'Fragen Sie nach den nächsten beiden Bögen noch einmal, ob es besser passt.',
  ],
  wordsToOpenWith: 'Wir stehen am Anfang, da frage ich gern: Was würde diese Stunden für Sie hilfreicher machen?',
};
