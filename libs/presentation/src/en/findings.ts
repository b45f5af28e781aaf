import { RULES } from '#lib/alliance';
import type { FindingInWords } from '../words.js';

/** A rule brings its English words itself. */
export const findings: Readonly<Record<string, FindingInWords>> = Object.fromEntries(
  RULES.map(({ code, title, because }) => [code, { title, because }]),
);
