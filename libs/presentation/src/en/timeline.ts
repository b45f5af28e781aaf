import type { TimelineInWords } from '../words.js';

export const timeline: TimelineInWords = {
  strain: {
    none: '',
    suspected: 'A possible strain, from one sign',
    open: 'A strain is open',
    repairing: 'The strain is easing',
    repaired: 'The strain has eased',
    unrepaired: 'The strain is taking longer than usual',
    closed: 'The strain is closed with the end of this work',
  },
  sortedOutAtOnce: 'Something felt off, and was sorted out within the hour',
  quiet: 'Two weeks without a visit or a message since the strain',
  formMissing: 'A form was due and has not come',
  safetyOpen: 'A safety question was left open',
  raised: (title) => `Something to look at: ${title}`,
  seenAgain: (title) => `Seen again: ${title}`,
  back: (title) => `Back after a pause: ${title}`,
  eased: (title) => `Eased: ${title}`,
  closed: (title) => `Closed with the end of this work: ${title}`,
  withdrawn: {
    died: (title) => `Withdrawn, because the client has died: ${title}`,
    consent: (title) => `Withdrawn with the client's consent: ${title}`,
  },
  score: (title, value) => `: ${title} ${value}`,
  tooFewAnswers: (title) => `: ${title}, too few answers for a score`,
  notActive: ', of an instrument that is not active here',
  takenBack: ' (taken back later)',
  corrected: ' (corrected later)',
  provisional: ' (provisional: it may still be taken back)',
  final: 'The missed appointment counts from here on',
};
