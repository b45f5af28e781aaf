import { DEFAULT_CHOICE, readChoice } from './clinic-choice.js';

const faultsOf = (stopping: object) => {
  const read = readChoice({ ...DEFAULT_CHOICE, stopping: { model: 'stopping-early-1', site: 0, ...stopping } });
  return read.ok ? [] : read.error;
};
const placesOf = (stopping: object): string[] => faultsOf(stopping).map(({ pointer }) => pointer);
const calibrated = (more: object): object => ({ calibration: { name: 'spring 2026', ...more } });
const reference = { code: 'pulse', version: '1', mean: -20, sd: 8 };

describe('the numbers of a model that a person approved', () => {
  it.each([
    ['nothing but the house\u2019s', {}],
    ['everything', { site: -5, references: [reference], perWeek: 0, leastRatio: 100 }],
    [
      'a calibration',
      calibrated({
        baseline: [{ from: 1, chance: 0.04 }],
        betas: { level: -20, hw: 20 },
        steps: [{ from: 0, chance: 0.02, n: 40 }],
      }),
    ],
  ])('are taken: %s', (_, stopping) => expect(faultsOf(stopping)).toEqual([]));

  it.each<[place: string, stopping: object]>([
    ['/site', { site: -5.1 }],
    ['/perWeek', { perWeek: 51 }],
    ['/leastRatio', { leastRatio: 0.5 }],
    ['/calibration/baseline', calibrated({ baseline: [] })],
    ['/calibration/baseline/0/from', calibrated({ baseline: [{ from: 0, chance: 0.5 }] })],
    ['/calibration/baseline/0/chance', calibrated({ baseline: [{ from: 1, chance: 0 }] })],
    ['/calibration/baseline/0/chance', calibrated({ baseline: [{ from: 1, chance: 1 }] })],
    ['/calibration/betas/level', calibrated({ betas: { level: -21 } })],
    ['/calibration/betas/levle', calibrated({ betas: { levle: 1 } })],
    ['/calibration/steps', calibrated({ steps: [] })],
    ['/calibration/steps/0/chance', calibrated({ steps: [{ from: 0, chance: 1.1, n: 4 }] })],
    ['/calibration/steps/0/n', calibrated({ steps: [{ from: 0, chance: 0.1, n: 0 }] })],
    ['/references/0/sd', { references: [{ ...reference, sd: 0 }] }],
    ['/references/0/mean', { references: [{ ...reference, mean: undefined }] }],
  ])('are refused at the place of the fault: %s', (place, stopping) =>
    expect(placesOf(stopping)).toEqual([`/stopping${place}`]),
  );

  it('are named as people name things', () => {
    expect(faultsOf(calibrated({ name: ' ' }))).toMatchObject([{ detail: 'must be a short name' }]);
    expect(faultsOf({ references: [{ ...reference, code: 'Our form', version: 'v 1' }] })).toMatchObject([
      { pointer: '/stopping/references/0/code', detail: 'must be the code of an instrument' },
      { pointer: '/stopping/references/0/version', detail: 'must be the version of an instrument' },
    ]);
  });
});
