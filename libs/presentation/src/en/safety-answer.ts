import type { AdvisingRuleInWords } from '../words.js';

/** Fixed wording: no answer, no score, no judgement of urgency beyond the clinic's own protocol. */
export const safetyAnswer: AdvisingRuleInWords = {
  title: {
    by: 'level',
    when: { immediate: 'An answer on a form needs reading now' },
    otherwise: 'An answer on a form needs reading today',
  },
  whatChanged: {
    by: 'told',
    when: {
      cover: 'A form came in with an answer that a person should read, and nobody has acknowledged it yet.',
      dutyLead: 'A form came in with an answer that a person should read, and nobody has acknowledged it yet.',
    },
    otherwise: 'A form came in with an answer that a person should read.',
  },
  comparedWith: {
    by: 'answeredOn',
    when: {},
    present: 'With nothing: a single answer is enough. The form was filled in on {answeredOn} and entered later.',
    otherwise: 'With nothing: a single answer is enough.',
  },
  howSure: {
    by: 'whose',
    when: {
      'nobody-known':
        'The answer is certain. Whose it is cannot be said: it came for an episode of another client than it names.',
    },
    otherwise: 'The answer is certain. What it means only a person can find out.',
  },
  otherReadings: {
    by: 'later',
    when: {
      amended: 'A later version of the form answers otherwise. Both versions are there to read; asking tells.',
      'sent-again': 'A later version of the form answers otherwise. Both versions are there to read; asking tells.',
      voided: 'The form has been taken back since. The answer was given all the same; asking tells.',
      'wrong-person':
        'The form has been taken back since, as belonging to somebody else. Somebody gave this answer: find out who.',
    },
    otherwise: 'It may be about an older worry. Reading and asking tells.',
  },
  tryNext: [
    'Follow your clinic’s protocol. Rapport does not judge urgency.',
    {
      by: 'whose',
      when: {
        'nobody-known':
          'Find out whose form it is. Operations find its id in the list of set-aside events; the practice system knows who filled it in.',
      },
      otherwise: 'Open the form and read it.',
    },
  ],
  wordsToOpenWith: 'Thank you for answering honestly. I would like to hear how you are.',
};
