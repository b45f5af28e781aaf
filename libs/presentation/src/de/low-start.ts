import type { AdvisingRuleInWords } from '../words.js';

export const lowStart: AdvisingRuleInWords = {
  title: 'Die Bögen liegen seit den ersten Stunden niedrig',
  whatChanged: {
    by: 'form',
    when: {},
    present: {
      by: 'member',
      when: {},
      present: '{form}, Mitglied {member}: im Mittel {low} über die ersten {forms} Bögen.',
      otherwise: '{form}: im Mittel {low} über die ersten {forms} Bögen.',
    },
    otherwise: 'Die ersten Bögen liegen niedrig.',
  },
  comparedWith: 'Mit dem Wert, unter dem sich bei diesem Bogen ein Blick lohnt, und mit nichts Früherem.',
  howSure: 'Mittel. Manche Menschen bewerten niedrig, was auch geschieht, und erste Stunden sind schwer zu bewerten.',
  otherReadings: 'Ein vorsichtiger Beginn, Zweifel am Bogen oder ein schwerer Anfang können gleich aussehen.',
  tryNext: [
    'Fragen Sie, was erhofft war und was bisher fehlt.',
    'Sehen Sie gemeinsam auf Ziele und Arbeitsweise, bevor es weitergeht.',
    'Dies wird einmal gesagt; ein späterer Rückgang wird für sich gesagt.',
  ],
  wordsToOpenWith: 'Wir stehen am Anfang, da frage ich gern: Was würde diese Stunden für Sie hilfreicher machen?',
};
