import type { AdvisingRuleInWords } from '../words.js';

/** Raised by earlier versions only, and still to be read. About the calendar and the forms, never about the person; a chance, never a forecast of one course. */
export const stoppingChance: AdvisingRuleInWords = {
  title: {
    by: 'first',
    when: {
      nofut: 'No next appointment is booked',
      gap: 'Longer than usual since the last appointment',
      noshow: 'Appointments were missed lately',
      latecx: 'Appointments were called off late',
      resch: 'Appointments were moved lately',
      nonresp: 'Forms have come back without an answer',
      openW: 'A strain is open, and the calendar thins out',
      openC: 'A strain is open, and the calendar thins out',
    },
    otherwise: 'Calendar and forms differ from what is usual at this point',
  },
  whatChanged: 'Seen together, calendar and forms lie where work more often stops early.',
  comparedWith: 'With what is usual after as many appointments: about {ratio} times as often.',
  howSure: 'Low. With signs like these most people go on coming.',
  otherReadings: 'Holidays, shifts, travel, care duties, money or illness look the same in a calendar.',
  tryNext: [
    {
      by: 'first',
      when: { nofut: 'Offer two times for the next appointment, and one by video.' },
      otherwise: 'Ask how the work fits so far, and listen first.',
    },
    'If you know the reason, say so here and set this aside.',
  ],
  wordsToOpenWith: 'How does our work fit you so far, and what would make it easier to come?',
};
