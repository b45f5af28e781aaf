import type { Profile } from './profile.js';

export const general: Profile = {
  approach: 'general',
  weights: { bond: 0.34, task: 0.33, goal: 0.33 },
  first: ['trust', 'task', 'goal'],
  because: 'No approach is named, so no part counts for more than another.',
};
