import { atLeast } from '#lib/kernel';
import { ruptureRule } from './rupture-rule.js';

export const smallFall = ruptureRule({
  code: 'small-fall',
  version: 1,
  title: 'A little lower than last time',
  because: 'A small step down is a reason to ask, and no more: it lies within the form’s own error.',
  source: 'Feedback-informed practice, as recalled, asks at a fall of one point since the last appointment.',
  evidenceKind: 'ratings',
  asks: true,
  parameters: { falls: 1 },
  strictness: 'falls',
  check({ instrument, rated }, { falls }) {
    const [before, now] = rated.slice(-2);
    const fall = instrument.prompts?.fall;
    if (!before || !now || fall === undefined || !atLeast(before.value - now.value, falls * fall)) return undefined;
    return { tier: 'prompt', reference: null, evidence: [before.event, now.event], facts: {} };
  },
});
