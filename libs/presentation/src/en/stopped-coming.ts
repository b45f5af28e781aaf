import type { AdvisingRuleInWords } from '../words.js';

/** About the calendar, never about the person. */
export const stoppedComing: AdvisingRuleInWords = {
  title: {
    by: 'how',
    when: {
      'missed-one': 'Has not come to the last appointment; none is booked',
      'missed-one-booked': 'Has not come to the last appointment; the next is booked',
      missed: 'Has not come to the last {missed} appointments; none is booked',
      'missed-booked': 'Has not come to the last {missed} appointments; the next is booked',
      'late-one': 'The last appointment was cancelled late; none is booked',
      'late-one-booked': 'The last appointment was cancelled late; the next is booked',
      late: 'The last {late} appointments were cancelled late; none is booked',
      'late-booked': 'The last {late} appointments were cancelled late; the next is booked',
      mixed: 'The last {count} appointments were missed or cancelled late; none is booked',
      'mixed-booked': 'The last {count} appointments were missed or cancelled late; one is booked',
      often: '{ofLatest} of the last {latest} appointments were missed or cancelled late',
      silence: 'Longer than usual since the last appointment; none is booked',
      'weeks-individual': '{weeks} weeks in a row without an individual session',
      'weeks-skills': '{weeks} weeks in a row without the skills group',
      'four-individual': 'Four weeks in a row without an individual session',
      'four-skills': 'Four weeks in a row without the skills group',
    },
    otherwise: 'Appointments have been missed lately',
  },
  whatChanged: [
    {
      by: 'since',
      when: {
        kept: 'The last appointment that took place was on {lastOn}.',
        weeks: 'In each of these weeks an appointment was offered, and none took place.',
        four: 'In DBT, four missed weeks in a row end the agreed work. How to go on is for the team to decide.',
      },
      otherwise: 'No appointment has taken place so far.',
    },
    {
      by: 'missedOn',
      when: {},
      present: {
        by: 'missed',
        when: { '1': 'The appointment on {missedOn} was missed.' },
        otherwise: 'The latest missed appointment was on {missedOn}.',
      },
      otherwise: '',
    },
    { by: 'off', when: { yes: 'The practice has cancelled what was booked after it.' }, otherwise: '' },
  ],
  comparedWith: {
    by: 'since',
    when: {
      weeks: 'With the four weeks that DBT agrees on at the start.',
      four: 'With the four weeks that DBT agrees on at the start.',
    },
    otherwise: 'With this client’s own calendar, and with what is usual in it.',
  },
  howSure: {
    by: 'reason',
    when: {
      noted: 'The calendar is certain. A reason is noted with the appointment.',
      silence: 'The calendar is certain, as far as it has been sent. The reason is unknown.',
    },
    otherwise: 'The calendar is certain. The reason is unknown.',
  },
  otherReadings: 'Holidays, shifts, travel, care duties, money or illness look the same in a calendar.',
  tryNext: [
    'Phone, kindly and without a question about why, or send a short, warm message.',
    {
      by: 'booked',
      when: { yes: 'Keep a few minutes at the next appointment to ask what would make it easier to come.' },
      otherwise: 'Offer two times, and one by video.',
    },
    'If a break or an ending has been agreed, enter it, and this ends by itself.',
  ],
  wordsToOpenWith: 'I have been thinking of you and would be glad to see you. What would make it easier to come?',
};
