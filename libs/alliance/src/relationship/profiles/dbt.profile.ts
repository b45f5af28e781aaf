import type { Profile } from './profile.js';

export const dbt: Profile = {
  approach: 'dbt',
  weights: { bond: 0.35, task: 0.35, goal: 0.3 },
  first: ['acceptance', 'task'],
  because: 'Four missed weeks in a row end the work; the early alliance told who stayed (Steuwe 2023, 44 clients).',
};
