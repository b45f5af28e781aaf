import type { Instrument } from './instrument.js';

/** How much of what was agreed between appointments was done: one question of ours, not a published scale. */
export const homework: Instrument = {
  code: 'homework',
  version: '1',
  title: 'Agreed steps between appointments',
  construct: 'engagement',
  direction: 'higher-is-better',
  respondents: ['client', 'clinician'],
  items: [
    {
      id: 'homework-1',
      text: { en: 'How much of what you agreed to try did you do?' },
      min: 0,
      max: 4,
      step: 1,
      choices: { en: ['None of it', 'A little', 'About half', 'Most of it', 'All of it'] },
    },
  ],
  scales: [{ code: 'total', items: ['homework-1'], needs: 1, times: 1 }],
  reports: ['total'],
  basis: { key: 'ours', missing: 'ours' },
  range: { min: 0, max: 4 },
  licence: 'Apache-2.0, original wording of this project',
  textMayShip: true,
};
