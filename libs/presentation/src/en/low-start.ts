import type { AdvisingRuleInWords } from '../words.js';

export const lowStart: AdvisingRuleInWords = {
  title: 'The forms have been low since the first hours',
  whatChanged: {
    by: 'form',
    when: {},
    present: {
      by: 'member',
      when: {},
      present: '{form}, member {member}: {low} on average over the first {forms} forms.',
      otherwise: '{form}: {low} on average over the first {forms} forms.',
    },
    otherwise: 'The first forms are low.',
  },
  comparedWith: 'With the level of this form that asks for a look, not with anything earlier.',
  howSure: 'Moderate. Some people rate low whatever happens, and first hours are hard to rate.',
  otherReadings: 'A cautious start, doubts about the form, or a hard beginning can look the same.',
  tryNext: [
    'Ask what the client hoped for, and what has been missing so far.',
    'Look together at goals and way of working before going on.',
    'It is said once; a later fall is said by itself.',
  ],
  wordsToOpenWith:
    'We are at the beginning, so it is a good time to ask: what would make these hours more useful to you?',
};
