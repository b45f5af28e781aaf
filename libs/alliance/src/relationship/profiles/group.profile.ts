import type { Profile } from './profile.js';

export const group: Profile = {
  approach: 'group',
  weights: { bond: 0.4, task: 0.3, goal: 0.3 },
  first: ['acceptance', 'trust'],
  because: 'Each member has a series of their own; the climate of the group belongs to all.',
};
