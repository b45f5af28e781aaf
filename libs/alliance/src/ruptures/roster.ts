import { directReport } from './direct-report.rule.js';
import { level } from './level.rule.js';
import { reliableDrop } from './reliable-drop.rule.js';
import type { RuptureRule } from './rupture-rule.js';

export const RULES: readonly RuptureRule[] = [level, reliableDrop, directReport];
