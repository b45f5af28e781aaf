import type { Instrument } from './instrument.js';
import { numberedItems } from './numbered.js';
import { workingAllianceFacets, workingAllianceScales } from './working-alliance.js';

const PARTS = { task: [1, 2, 10, 12], bond: [3, 5, 7, 9], goal: [4, 6, 8, 11] };

/**
 * Working Alliance Inventory, short revised (Hatcher and Gillaspy 2006): 12 items from 1 to 5, none reversed. Not to
 * be taken for the older short form, which runs from 1 to 7 with two reversed items. It has no cutoff, and the
 * three bands that one vendor prints have no source, so there are none here.
 */
export const waiSr: Instrument = {
  code: 'wai-sr',
  version: '1',
  title: 'WAI-SR',
  construct: 'alliance',
  direction: 'higher-is-better',
  respondents: ['client', 'member'],
  items: numberedItems(12, { prefix: 'waisr', min: 1, max: 5 }),
  scales: workingAllianceScales('waisr', PARTS),
  facets: workingAllianceFacets('waisr', PARTS),
  reports: ['total', 'mean'],
  basis: { key: 'published', missing: 'ours' },
  range: { min: 12, max: 60 },
  // Item means near 4.0 with a spread near .65, times twelve.
  norms: [{ population: 'clinical', mean: 48, sd: 7.8, basis: 'recalled' }],
  // 1.96 * 7.8 * sqrt(2 * (1 - .8)) = 9.7
  reliableChange: {
    points: 1.96 * 7.8 * Math.sqrt(2 * (1 - 0.8)),
    basis: 'ours',
    source: 'assumed: alpha above .80 is published (Munder and others 2010, 331 clients); the spread is recalled',
    from: { sd: 7.8, r: 0.8, z: 1.96 },
  },
  reliabilities: [{ kind: 'alpha', r: 0.8, basis: 'published' }],
  licence: 'Copyright Horvath and the Society for Psychotherapy Research; permission needed for the wording',
  textMayShip: false,
};
