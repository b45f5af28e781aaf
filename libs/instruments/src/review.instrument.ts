import type { Instrument } from './instrument.js';
import type { Item } from './item.js';
import { HELPED, HELPED_TEXTS, REVIEW_TEXTS } from './review-texts.js';

const range = { min: 0, max: 10, step: 1 } as const;
const sliders = Object.entries(REVIEW_TEXTS).map(([id, { client, clinician }]): Item => ({
  id,
  text: client,
  asClinician: clinician,
  ...range,
}));
/** A way of working that was no part of the work is left out, and leaves no gap. */
const ways = Object.entries(HELPED_TEXTS).map(([id, text]): Item => ({
  id,
  text,
  min: 0,
  max: 3,
  step: 1,
  optional: true,
  choices: HELPED,
}));

/** Two questions each, so that one answer left out does not lose the part. */
const PARTS = [
  ['openness', ['o1', 'o2']],
  ['respect', ['v1', 'v2']],
  ['support', ['s1', 's2']],
  ['expectations', ['x1', 'x2']],
  ['consistency', ['c1', 'c2']],
  ['boundaries', ['b1', 'b2']],
  ['genuineness', ['g1', 'g2']],
] as const;
const BESIDE = [
  ['helpfulness', ['h1', 'h2']],
  ['responsibility', ['a1', 'a2']],
  ['carrying-over', ['e1', 'e2']],
] as const;

/**
 * Rapport Review: our own longer form, for once a month or when somebody asks for it. Sliders from 0 "not at all" to 10
 * "completely" ask for what the Pulse has no room for; six ways of working are marked for whether they helped. Its total
 * is that of the parts of the relationship, and is a series of its own, beside that of the Pulse and never mixed with it.
 * As for the Pulse, floor and reliable change are provisional figures of ours: fourteen sliders repeat themselves better
 * than six, but a month lies between two forms, so .83 is assumed beside the .77 of the Pulse, which gives
 * 1.96 * 15 * sqrt(2 * (1 - .83)) = 17.1. Neither figure has been tested on clients.
 */
export const rapportReview: Instrument = {
  code: 'review',
  version: '1',
  title: 'Rapport Review',
  titles: { de: 'Rapport-Rückblick' },
  construct: 'alliance',
  respondents: ['client', 'clinician', 'member'],
  direction: 'higher-is-better',
  rhythm: 'month',
  items: [...sliders, ...ways],
  scales: [
    { code: 'alliance', items: PARTS.flatMap(([, items]) => items), needs: 11, times: 10 },
    ...[...PARTS, ...BESIDE].map(([code, items]) => ({ code, items, needs: 1, times: 10 })),
  ],
  reports: ['total'],
  basis: { key: 'ours', missing: 'ours' },
  range: { min: 0, max: 100 },
  floor: 70,
  reliableChange: {
    points: 17,
    basis: 'ours',
    source: 'assumed spread 15, assumed reliability .83; untested',
    from: { sd: 15, r: 0.83, z: 1.96 },
  },
  facets: [...PARTS, ...BESIDE].map(([facet, items]) => ({ facet, items })),
  whatHelped: { items: Object.keys(HELPED_TEXTS), helped: 2, hindered: 0 },
  licence: 'Apache-2.0, original wording of this project',
  textMayShip: true,
  caveat: 'Unvalidated screening prompt.',
};
