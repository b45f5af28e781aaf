import type { Profile } from './profile.js';

export const cbt: Profile = {
  approach: 'cbt',
  weights: { bond: 0.25, task: 0.4, goal: 0.35 },
  first: ['task', 'goal'],
  because:
    'Agreement on tasks and goals, not the bond, went before change (Webb 2011); homework done, r = .26 (Mausbach 2010).',
};
