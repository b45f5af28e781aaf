/** Which part of the relationship a word in a note is about: the same parts that questionnaires ask for. */
import type { PartMarker } from '#lib/events';
import type { Facet } from './facet.js';

const PARTS: Readonly<Record<PartMarker, Facet>> = {
  acceptance: 'acceptance',
  authenticity: 'genuineness',
  boundaries: 'boundaries',
  'boundary-crossing': 'boundaries',
  'boundary-setting': 'boundaries',
  'clear-expectations': 'expectations',
  consistency: 'consistency',
  'emotional-support': 'support',
  empathy: 'empathy',
  expectations: 'expectations',
  'feeling-safe': 'support',
  'feeling-valued': 'respect',
  genuineness: 'genuineness',
  listening: 'listening',
  openness: 'openness',
  patience: 'genuineness',
  reliability: 'consistency',
  respect: 'respect',
  responsibility: 'responsibility',
  support: 'support',
  trust: 'trust',
  'unclear-expectations': 'expectations',
  'what-did-not-help': 'helpfulness',
  'what-helped': 'helpfulness',
};

const KNOWN: ReadonlyMap<string, Facet> = new Map(Object.entries(PARTS));

/** Null of a word that names no part, and of a mark without a word. */
export const partOfMark = (word: string | null): Facet | null => (word === null ? null : (KNOWN.get(word) ?? null));
