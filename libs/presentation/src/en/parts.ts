import type { Words } from '../words.js';

export const parts: Words['parts'] = {
  trust: 'trust',
  openness: 'openness',
  empathy: 'being understood',
  listening: 'being listened to',
  acceptance: 'speaking without being judged',
  bond: 'the bond',
  task: 'the way of working',
  goal: 'the goals',
  engagement: 'taking part',
  'coping-goals': 'a next step to try',
  collaboration: 'goals and way of working',
};
