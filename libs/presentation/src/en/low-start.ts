import type { Text } from '../text.js';
import type { AdvisingRuleInWords } from '../words.js';

const low: Text = [
  { by: 'outOf', when: {}, present: '{low} of {outOf}', otherwise: '{low}' },
  'on average over the first {forms} forms.',
];

export const lowStart: AdvisingRuleInWords = {
  title: 'The forms have been low since the first hours',
  whatChanged: {
    by: 'form',
    when: {},
    present: {
      by: 'member',
      when: {},
      present: ['{form}, member {member}:', low],
      otherwise: ['{form}:', low],
    },
    otherwise: 'The first forms are low.',
  },
  comparedWith: 'With the level of this form that asks for a look, not with anything earlier.',
  howSure: 'Moderate. Some people rate low whatever happens, and first hours are hard to rate.',
  otherReadings: 'A cautious start, doubts about the form, or a hard beginning can look the same.',
  tryNext: [
    'Ask what the client hoped for, and what has been missing so far.',
    'Look together at goals and way of working before going on.',
    'Ask again after the next two forms whether it fits better.',
  ],
  wordsToOpenWith:
    'We are at the beginning, so it is a good time to ask: what would make these hours more useful to you?',
};
