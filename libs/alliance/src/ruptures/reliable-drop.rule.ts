import { fallNow, STEPS_BACK } from '#lib/courses';
import { atLeast } from '#lib/kernel';
import { leastChange } from './figures.js';
import { readable, ruptureRule } from './rupture-rule.js';

export const reliableDrop = ruptureRule({
  code: 'reliable-drop',
  detector: 'D2',
  version: 2,
  title: 'Lower than before by more than the form’s own error',
  because: 'A fall larger than the questionnaire’s measurement error is unlikely to be noise.',
  source: 'Reliable change (Jacobson and Truax 1991); declines over up to six appointments (Gumz et al. 2012).',
  evidenceKind: 'ratings',
  asks: false,
  parameters: { reliableChanges: 1, stepsBack: STEPS_BACK },
  strictness: 'reliableChanges',
  check({ instrument, rated, own }, { reliableChanges, stepsBack }) {
    const { start, now, drop } = fallNow(rated, stepsBack);
    const error = leastChange({ instrument, own });
    if (error === undefined || drop <= 0 || !atLeast(drop, reliableChanges * error)) return undefined;
    return {
      tier: 'probable',
      reference: start.value,
      evidence: [start.event, now.event],
      facts: { before: readable(instrument, start.value), now: readable(instrument, now.value) },
    };
  },
});
