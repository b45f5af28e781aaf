import type { Profile } from './profile.js';

export const psychodynamic: Profile = {
  approach: 'psychodynamic',
  weights: { bond: 0.45, task: 0.3, goal: 0.25 },
  first: ['trust', 'openness'],
  because:
    'Strains are expected and worked with, so their way back is given five forms; repair helps some clients only.',
};
