import type { Profile } from './profile.js';

export const coupleFamily: Profile = {
  approach: 'couple-family',
  weights: { bond: 0.34, task: 0.33, goal: 0.33 },
  first: ['trust', 'goal'],
  because: 'A split between members goes with outcome, r = .316 (Friedlander 2018); members are never averaged.',
};
