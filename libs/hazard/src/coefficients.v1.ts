import type { HazardModel } from './hazard-model.js';

const yes = { min: 0, max: 1 };

/**
 * Where the model starts before it has seen a clinic's own data. The baseline and every size marked `ours` are
 * provisional; sizes marked `published` are shrunken from published effects. Age, sex, ethnicity, address, income,
 * insurance, diagnosis and the clinician's identity are left out on purpose: attention is not rationed by who one is.
 */
export const COEFFICIENTS_V1: HazardModel = {
  version: 'stopping-early-1',
  calibration: 'start values, no data of this clinic',
  baseline: [
    { from: 1, chance: 0.035 },
    { from: 2, chance: 0.03 },
    { from: 3, chance: 0.022 },
    { from: 4, chance: 0.016 },
    { from: 5, chance: 0.013 },
    { from: 6, chance: 0.011 },
    { from: 7, chance: 0.009 },
    { from: 11, chance: 0.006 },
    { from: 21, chance: 0.005 },
  ],
  coefficients: [
    { feature: 'level', beta: -0.45, min: -3, max: 2, basis: 'published', about: 'SD; d .55 (Sharf 2010) times .8' },
    { feature: 'drop', beta: 0.25, min: 0, max: 3, basis: 'ours', about: 'SD below the mean of the earlier ratings' },
    { feature: 'slope', beta: -0.4, min: -1, max: 1, basis: 'ours', about: 'SD per rating over the last 3 to 5' },
    { feature: 'openW', beta: 0.4, ...yes, basis: 'ours', about: 'open strain, withdrawal or unknown' },
    { feature: 'openC', beta: 0.55, ...yes, basis: 'published', about: 'open strain, confrontation; d .74 times .75' },
    { feature: 'age', beta: 0.15, min: 0, max: 3, basis: 'ours', about: 'appointments since its first sign, less 1' },
    { feature: 'repaired', beta: -0.15, ...yes, basis: 'published', about: 'within 5 appointments; r .29, shrunk' },
    {
      feature: 'noshow',
      beta: 0.6,
      min: 0,
      max: 2,
      basis: 'ours',
      about: 'missed of the last 4 booked, except for circumstances',
    },
    { feature: 'earlyns', beta: 0.25, ...yes, basis: 'ours', about: 'any missed before the third attended' },
    {
      feature: 'latecx',
      beta: 0.35,
      min: 0,
      max: 2,
      basis: 'ours',
      about: 'cancelled late, of the last 4 booked, except for circumstances',
    },
    { feature: 'resch', beta: 0.15, min: 0, max: 2, basis: 'ours', about: 'moved by the client, of the last 4 booked' },
    { feature: 'gap', beta: 0.45, min: 0, max: 2, basis: 'ours', about: 'doublings of the usual gap' },
    { feature: 'nofut', beta: 0.9, ...yes, basis: 'ours', about: 'nothing booked and no ending agreed' },
    { feature: 'nonresp', beta: 0.2, min: 0, max: 3, basis: 'ours', about: 'unanswered forms in a row' },
    { feature: 'hw', beta: 0.15, ...yes, basis: 'ours', about: 'less than half of the last 3 tasks; CBT and DBT' },
    { feature: 'det', beta: 0.25, ...yes, basis: 'ours', about: 'outcome reliably worse' },
    { feature: 'disc', beta: 0.1, ...yes, basis: 'ours', about: 'clinician rates well above the client, twice' },
  ],
  exclusive: [['openW', 'openC']],
};

/** Spread of the Gaussian prior around each start value: narrower where the size was published. */
export const priorSpread = (basis: HazardModel['coefficients'][number]['basis']): number =>
  basis === 'published' ? 0.35 : 0.5;
