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
    withdrawn: 'A person said that this was no strain',
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
    wrong: (title) => `No longer applies: ${title}`,
  },
  score: (title, value) => `: ${title} ${value}`,
  tooFewAnswers: (title) => `: ${title}, too few answers for a score`,
  prorated: ' (scaled up: some answers are missing)',
  totalAsSent: ' (total as it was sent)',
  totalDiffers: ' (the total sent with it says otherwise)',
  answersDiffer: ' (the answers sent with it give another)',
  firstCounts: ', sent again: the first one counts',
  enteredLater: ' (entered later)',
  safetyLater: {
    amended: 'A later version of the form answers the safety question otherwise; the first answer still needs reading',
    'sent-again':
      'A later version of the form answers the safety question otherwise; the first answer still needs reading',
    voided: 'The form has been taken back; its answer to the safety question still needs reading',
    'wrong-person':
      'The form has been taken back as belonging to somebody else; its answer to the safety question still needs reading',
  },
  notActive: ', of an instrument that is not active here',
  takenBack: ' (taken back later)',
  corrected: ' (corrected later)',
  provisional: ' (provisional: it may still be taken back)',
  final: 'The missed appointment counts from here on',
};
