import type { Profile } from './profile.js';

export const personCentred: Profile = {
  approach: 'person-centred',
  weights: { bond: 0.6, task: 0.2, goal: 0.2 },
  first: ['empathy', 'acceptance', 'openness'],
  because: 'Empathy and outcome, r = .28 across orientations (Elliott 2018).',
};
