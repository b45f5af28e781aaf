import { codedMarkers } from './coded-markers.rule.js';
import { controlLimits } from './control-limits.rule.js';
import { directReport } from './direct-report.rule.js';
import { dualSpread } from './dual-spread.rule.js';
import { level } from './level.rule.js';
import { lowMark } from './low-mark.rule.js';
import { reliableDrop } from './reliable-drop.rule.js';
import type { RuptureRule } from './rupture-rule.js';
import { seenDifferently } from './seen-differently.rule.js';
import { smallFall } from './small-fall.rule.js';

export const RULES: readonly RuptureRule[] = [
  level,
  reliableDrop,
  dualSpread,
  controlLimits,
  directReport,
  codedMarkers,
  seenDifferently,
  lowMark,
  smallFall,
];
