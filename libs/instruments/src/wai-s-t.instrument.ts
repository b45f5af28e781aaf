import type { Instrument } from './instrument.js';
import { waiS } from './wai-s.instrument.js';

/**
 * The clinician's form of the short working alliance inventory, worded in parallel. Clinicians' ratings group
 * differently from clients' (Hatcher, Lindqvist and Falkenström 2019), so nothing normative of the client form is
 * taken over, and the facets are a convenience.
 */
export const waiST: Instrument = {
  code: 'wai-s-t',
  version: '1',
  title: 'WAI-S, clinician form',
  construct: 'alliance',
  direction: 'higher-is-better',
  respondents: ['clinician'],
  items: waiS.items,
  scales: waiS.scales,
  reports: ['total', 'mean'],
  basis: { key: 'recalled', missing: 'ours' },
  range: waiS.range,
  licence: waiS.licence,
  textMayShip: false,
  caveat: 'Client norms do not hold for this form.',
};
