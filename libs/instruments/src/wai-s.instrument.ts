import type { Instrument } from './instrument.js';
import { numberedItems } from './numbered.js';
import { workingAllianceFacets, workingAllianceScales } from './working-alliance.js';

const PARTS = { task: [1, 2, 8, 12], bond: [3, 5, 7, 9], goal: [4, 6, 10, 11] };

/**
 * Working Alliance Inventory, short form (Tracey and Kokotovic 1989): 12 items from 1 to 7, items 4 and 10 reversed.
 * The key is recalled: compare it with a licensed copy before use.
 */
export const waiS: Instrument = {
  code: 'wai-s',
  version: '1',
  title: 'WAI-S',
  construct: 'alliance',
  direction: 'higher-is-better',
  respondents: ['client', 'member'],
  items: numberedItems(12, { prefix: 'wais', min: 1, max: 7, reversed: [4, 10] }),
  scales: workingAllianceScales('wais', PARTS),
  facets: workingAllianceFacets('wais', PARTS),
  reports: ['total', 'mean'],
  basis: { key: 'recalled', missing: 'ours' },
  range: { min: 12, max: 84 },
  // As of the WAI-SR, on the wider answers: 1.96 * 11 * sqrt(2 * (1 - .8)) = 13.6
  reliableChange: {
    points: 1.96 * 11 * Math.sqrt(2 * (1 - 0.8)),
    basis: 'ours',
    source: 'assumed: spread 11, and the reliability of the WAI-SR',
    from: { sd: 11, r: 0.8, z: 1.96 },
  },
  licence: 'Copyright Horvath and the Society for Psychotherapy Research; permission needed for the wording',
  textMayShip: false,
};
