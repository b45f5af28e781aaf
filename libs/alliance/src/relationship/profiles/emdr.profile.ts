import type { Profile } from './profile.js';

export const emdr: Profile = {
  approach: 'emdr',
  weights: { bond: 0.35, task: 0.4, goal: 0.25 },
  first: ['trust', 'task'],
  because: 'A dip on a day of processing may be distress about the memory; the evidence is one small study.',
};
