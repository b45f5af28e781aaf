import type { Words } from '../words.js';

export const parts: Words['parts'] = {
  trust: 'trust',
  openness: 'openness',
  empathy: 'being understood',
  listening: 'being listened to',
  acceptance: 'speaking without being judged',
  respect: 'being respected and valued',
  support: 'feeling safe and supported',
  expectations: 'clear expectations',
  consistency: 'consistency',
  boundaries: 'boundaries that feel right',
  genuineness: 'genuineness and patience',
  bond: 'the bond',
  task: 'the way of working',
  goal: 'the goals',
  helpfulness: 'what helps, and being able to say what does not',
  engagement: 'taking part',
  responsibility: 'the client’s own share',
  'coping-goals': 'a next step to try',
  'carrying-over': 'what carries over into life',
  collaboration: 'goals and way of working',
};
