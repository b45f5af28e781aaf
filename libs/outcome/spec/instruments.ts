/** Instruments for the specs of this room. */
import { LIBRARY, type Instrument } from '#lib/instruments';

export function named(code: string): Instrument {
  const instrument = LIBRARY.find((one) => one.code === code);
  if (!instrument) throw new Error(`no ${code}`);
  return instrument;
}

const SUBJECTS = ['coping', 'problem-solving', 'boundaries', 'new-ways'];

/** A clinic's own form: four items of 0 to 5, and what else is wanted. */
export const instrumentWith = (more: Partial<Instrument>): Instrument => ({
  code: 'harbour-coping',
  version: '1',
  title: 'Harbour coping',
  construct: 'outcome',
  direction: 'higher-is-better',
  respondents: ['client', 'member'],
  items: SUBJECTS.map((id) => ({ id, min: 0, max: 5, step: 1 })),
  scales: [{ code: 'total', items: SUBJECTS, needs: 4, times: 4 }],
  reports: ['total'],
  basis: { key: 'ours', missing: 'ours' },
  range: { min: 0, max: 20 },
  licence: 'Own wording of the clinic',
  textMayShip: true,
  ...more,
});
