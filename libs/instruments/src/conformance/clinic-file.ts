const items = () => [
  {
    id: 'h1',
    text: { en: 'How heavy was the week?', de: 'Wie schwer war die Woche?' },
    asClinician: { en: 'How heavy was the week for your client?' },
    min: 0,
    max: 4,
    step: 1,
  },
  {
    id: 'h2',
    text: { en: 'How well did you sleep?' },
    min: 0,
    max: 4,
    step: 1,
    reversed: true,
    choices: {
      en: ['badly', 'not well', 'so so', 'well', 'soundly'],
      de: ['schlecht', 'kaum', 'mittel', 'gut', 'tief'],
    },
  },
  { id: 'h3', text: { en: 'How often did you wish to be gone?' }, min: 0, max: 4, step: 1 },
];

/** A clinic's own instrument file, as JSON.parse gives it. Every part that a file may have is in it. */
export const clinicFile = (): Record<string, unknown> => ({
  code: 'harbour-check',
  version: '1',
  title: 'Harbour check',
  construct: 'outcome',
  direction: 'lower-is-better',
  rhythm: 'month',
  respondents: ['client'],
  items: items(),
  scales: [
    { code: 'total', items: ['h1', 'h2', 'h3'], needs: 2, always: ['h3'], times: 3 },
    { code: 'load', items: ['h1', 'h2'], needs: 2, times: 2 },
  ],
  reports: ['total', 'mean'],
  basis: { key: 'ours', missing: 'ours' },
  range: { min: 0, max: 12 },
  reliableChange: { points: 4, basis: 'ours', source: 'own clients 2024', from: { sd: 3, r: 0.8, z: 1.96 } },
  bands: [
    { name: 'light', from: 0, to: 4 },
    { name: 'heavy', from: 5, to: 12 },
  ],
  cutoffs: [{ form: 'adult', at: 5, clinical: 'at-or-above', basis: 'ours' }],
  reliabilities: [{ kind: 'retest', r: 0.8, basis: 'ours' }],
  norms: [{ population: 'clinical', mean: 6, sd: 3, n: 90, basis: 'ours' }],
  symptoms: { from: 3, needs: [{ scale: 'load', count: 1 }] },
  safety: { item: 'h3', sameDay: 1, immediate: 2, basis: 'ours' },
  whatHelped: { items: ['h3'], helped: 3, hindered: 0 },
  licence: 'Own wording of the clinic',
  textMayShip: true,
});
