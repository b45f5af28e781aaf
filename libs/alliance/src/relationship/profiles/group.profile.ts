import type { Profile } from './profile.js';

export const group: Profile = {
  approach: 'group',
  weights: { bond: 0.4, task: 0.3, goal: 0.3 },
  first: ['acceptance', 'trust'],
  extras: ['group-climate', 'member-series', 'split-index'],
  because: 'Each member has a series of their own; the climate of the group belongs to all.',
};
