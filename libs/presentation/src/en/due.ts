import type { DueInWords } from '../words.js';

export const due: DueInWords = {
  'feedback-overdue': 'A form was asked for by this day',
  'quiet-since-strain': 'Checked whether there was contact since the strain',
  'safety-unacknowledged': 'Checked whether somebody has acknowledged the safety answer',
  'hearer-away': 'Checked who gets the alerts while somebody is away',
  'alert-snoozed': 'An alert was put off until now',
  'pause-over': 'The pause was planned to end now',
  'handover-due': 'The handover was planned for now',
  'cover-due': 'The cover was to begin now',
  'supervision-due': 'The supervision was to change now',
  'absence-over': 'The clinician’s absence was planned to end now',
  'absence-noticed': 'Checked how long there has been no appointment',
  'signs-faded': 'Checked whether small signs are still fresh',
};
