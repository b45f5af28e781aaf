import type { AdvisingRuleInWords } from '../words.js';

export const missedDuringStrain: AdvisingRuleInWords = {
  title: {
    by: 'missed',
    when: { '1': 'Missed an appointment while a strain is open' },
    otherwise: 'Missed {missed} appointments while a strain is open',
  },
  whatChanged: {
    by: 'booked',
    when: { yes: 'An appointment was missed; the next one is booked.' },
    otherwise: 'An appointment was missed; no next one is in the calendar.',
  },
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
