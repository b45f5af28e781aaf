import type { CaseloadInWords } from '../words.js';

export const caseload: CaseloadInWords = {
  quiet: 'A strain is open, and it has been quiet for two weeks',
  ended: 'This episode has ended',
  died: 'The client has died',
  'no-consent': 'The client has withdrawn consent to scoring',
  paused: 'Paused by agreement',
  unopened: 'Not opened yet',
  'members-differ': 'Members see the latest hour very differently',
  easing: 'A strain is easing',
  strained: 'Possible strain, still open',
  'safety-open': 'A safety question was left open',
  'goals-open': 'Three kept appointments, and goals are not agreed yet',
  unanswered: (requests) => `No form yet for ${requests} requests in a row`,
  tasksNotDone: {
    homework: 'Little of the latest homework was done',
    exercise: 'Little of the latest exercises was done',
    diary: 'Little was written in the diary lately',
    other: 'Little of what was agreed between appointments was done lately',
  },
  asking: {
    level: 'Latest form is below the level that asks for a look',
    'seen-differently': 'Client and clinician see the last hours differently',
    'low-mark': 'One answer is below the mark that asks for a look',
    'small-fall': 'Latest form is a little lower than the one before',
  },
  'no-forms': 'No forms yet',
  'outcome-only': 'Forms about how things are so far, none yet about the work together',
  'one-form': 'One form so far',
  eased: 'An earlier strain has eased',
  'full-marks': 'Full marks every time: no room to see change',
  steady: 'Ratings are steady',
};
