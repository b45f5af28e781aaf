import { codedMarkers } from './coded-markers.rule.js';
import { controlLimits } from './control-limits.rule.js';
import { directReport } from './direct-report.rule.js';
import { dualSpread } from './dual-spread.rule.js';
import { level } from './level.rule.js';
import { lowMark } from './low-mark.rule.js';
import { lowStart } from './low-start.rule.js';
import { partFell } from './part-fell.rule.js';
import { reliableDrop } from './reliable-drop.rule.js';
import type { EvidenceKind, RuptureRule } from './rupture-rule.js';
import { seenDifferently } from './seen-differently.rule.js';
import { slowDrift } from './slow-drift.rule.js';
import { smallFall } from './small-fall.rule.js';
import { swings } from './swings.rule.js';
import { weakSigns } from './weak-signs.rule.js';

/** One line per rule. The languages owe words to every code here, which the compiler asks for. */
const ROSTER = [
  level,
  reliableDrop,
  dualSpread,
  controlLimits,
  directReport,
  codedMarkers,
  seenDifferently,
  lowMark,
  smallFall,
  partFell,
  slowDrift,
  swings,
  lowStart,
  weakSigns,
] as const satisfies readonly RuptureRule[];

export const RULES: readonly RuptureRule<RuleCode>[] = ROSTER;

type RosterRule = (typeof ROSTER)[number];
export type RuleCode = RosterRule['code'];
/** Rules that only ask for a look: none of their findings says rupture on its own. */
export type AskingRule = Extract<RosterRule, { readonly asks: true }>['code'];

const EVIDENCE: ReadonlyMap<string, EvidenceKind> = new Map(ROSTER.map((rule) => [rule.code, rule.evidenceKind]));
/** A stored state may name a rule that this version no longer has. */
export const isRuleCode = (code: string): code is RuleCode => EVIDENCE.has(code);
/** Undefined for a rule that this version no longer has. */
export const evidenceKindOf = (code: string): EvidenceKind | undefined => EVIDENCE.get(code);

export const ASKING_RULES: ReadonlySet<string> = new Set(ROSTER.flatMap((rule) => (rule.asks ? [rule.code] : [])));
