import { RULES, type RuleCode } from '#lib/alliance';
import type { FindingInWords } from '../words.js';

/** A rule brings its English words itself. */
export const findings = Object.fromEntries(
  RULES.map(({ code, title, because }) => [code, { title, because }]),
) as Readonly<Record<RuleCode, FindingInWords>>;
