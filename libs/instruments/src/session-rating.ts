import type { Basis } from './basis.js';
import type { Instrument, ReliableChange } from './instrument.js';
import { numberedItems, scaleOf, upTo } from './numbered.js';

interface SessionRatingEdition {
  readonly code: string;
  readonly title: string;
  readonly cutoffBasis: Basis;
}

/**
 * For the forms of children and groups, of which no error was found: they look like the form for adults, so its figures
 * are assumed of them.
 */
export const asOfAdults: ReliableChange = {
  points: 1.96 * 6 * Math.sqrt(2 * (1 - 0.88)),
  basis: 'ours',
  source: 'assumed: as of the SRS, spread 6 and alpha .88; no figure of its own was found',
  from: { sd: 6, r: 0.88, z: 1.96 },
};

/**
 * A session rating form: four lines of 10 cm, marked to the millimetre, summed to 0 to 40; one missing mark leaves
 * no total. Guides disagree whether 36.0 itself asks for a look, so a clinic may count it in.
 */
export const sessionRating = ({ code, title, cutoffBasis }: SessionRatingEdition): Instrument => ({
  code,
  version: '1',
  title,
  construct: 'alliance',
  direction: 'higher-is-better',
  respondents: ['client', 'member'],
  items: numberedItems(4, { prefix: code, min: 0, max: 10, step: 0.1 }),
  scales: [scaleOf('total', { prefix: code, items: upTo(4), needs: 4 })],
  reports: ['total'],
  facets: (['bond', 'goal', 'task'] as const).map((facet, i) => ({ facet, items: [`${code}-${i + 1}`] })),
  basis: { key: 'published', missing: 'ours' },
  range: { min: 0, max: 40 },
  floor: 36,
  prompts: { mark: 9, fall: 1 },
  cutoffs: [{ form: 'usual', at: 36, clinical: 'below', inclusiveAllowed: true, basis: cutoffBasis }],
  licence: 'Individual paper use only: the licence excludes electronic forms and derivatives',
  textMayShip: false,
  caveat: 'Most clients mark near the top; full marks every time carry no information.',
});
