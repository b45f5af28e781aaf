import type { AdvisingRuleInWords } from '../words.js';

/** Alerts of earlier versions bring no dates. */
export const missedDuringStrain: AdvisingRuleInWords = {
  title: {
    by: 'missedFrom',
    when: {},
    present: 'Missed {missed} appointments since {missedFrom} while a strain is open',
    otherwise: {
      by: 'missed',
      when: {
        '1': {
          by: 'missedOn',
          when: {},
          present: 'Missed the appointment on {missedOn} while a strain is open',
          otherwise: 'Missed an appointment while a strain is open',
        },
      },
      otherwise: 'Missed {missed} appointments while a strain is open',
    },
  },
  whatChanged: [
    {
      by: 'missedFrom',
      when: {},
      present: '{missed} appointments were missed, the first on {missedFrom} and the latest on {missedOn}.',
      otherwise: {
        by: 'missed',
        when: {
          '1': {
            by: 'missedOn',
            when: {},
            present: 'The appointment on {missedOn} was missed.',
            otherwise: 'An appointment was missed.',
          },
        },
        otherwise: '{missed} appointments were missed.',
      },
    },
    { by: 'booked', when: { yes: 'The next one is booked.' }, otherwise: 'No next one is in the calendar.' },
  ],
  comparedWith: 'With this client’s own calendar since the strain began.',
  howSure: {
    by: 'reason',
    when: { noted: 'The calendar is certain. A reason is noted with the appointment.' },
    otherwise: 'The calendar is certain. The reason is unknown.',
  },
  otherReadings: 'Work, illness, money or travel are common reasons.',
  tryNext: [
    'Send a short, warm message without a question about why.',
    {
      by: 'booked',
      when: { yes: 'Keep a few minutes at the next appointment to ask how things stand.' },
      otherwise: 'Offer two times, and one by video.',
    },
  ],
  wordsToOpenWith: 'I have been thinking of you and would be glad to see you.',
};
