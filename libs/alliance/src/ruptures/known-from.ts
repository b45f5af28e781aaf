/** What a rupture is known from, where that is of one kind alone. */
import type { Rupture } from '../state/rupture.js';
import type { EvidenceKind } from './rupture-rule.js';
import { evidenceKindOf } from './roster.js';

const isOf =
  (kind: EvidenceKind) =>
  ({ rules }: Pick<Rupture, 'rules'>): boolean =>
    rules.every((rule) => evidenceKindOf(rule) === kind);

/** Small signs together, and nothing else. */
export const isOfSigns = isOf('signs');

/** Marks in notes, and nothing else. */
export const isOfMarks = isOf('markers');
